#include "kiosk/app/commands/find_topic.h"

#include <stdexcept>
#include <vector>

#include "kiosk/base/fold.h"
#include "kiosk/base/text.h"

namespace kiosk {

const Topic& find_topic(const Programme& programme, const std::string& meant) {
    const std::string beginning = folded(meant);
    std::vector<const Topic*> begin_so;
    std::vector<const Topic*> are_called_so;
    for (const Topic& topic : programme.topics) {
        if (topic.id == meant) return topic;
        const std::string title = folded(topic.title);
        if (!beginning.empty() && title.starts_with(beginning)) begin_so.push_back(&topic);
        if (title == beginning) are_called_so.push_back(&topic);
    }
    if (are_called_so.size() == 1) return *are_called_so.front();
    if (begin_so.size() == 1) return *begin_so.front();

    const auto list = [](const auto& topics, auto topic_of) {
        std::string text;
        for (const auto& each : topics) text += (text.empty() ? "" : ", ") + in_quotes(topic_of(each).title) + " (" + topic_of(each).id + ")";
        return text;
    };
    const std::string wanted = in_quotes(clean_utf8(meant));
    if (!begin_so.empty())
        throw std::runtime_error("several topics begin with " + wanted + ": " +
                                 list(begin_so, [](const Topic* topic) -> const Topic& { return *topic; }) +
                                 "; write more of the title, or the id");
    if (programme.topics.empty()) throw std::runtime_error("the event has no topics: import a page that lists some");
    throw std::runtime_error("no topic has the id " + wanted + " or begins with it; the topics are " +
                             list(programme.topics, [](const Topic& topic) -> const Topic& { return topic; }));
}

}  // namespace kiosk
