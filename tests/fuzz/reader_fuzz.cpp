#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <unordered_set>

#include "kiosk/base/text.h"
#include "kiosk/domain/settle.h"
#include "kiosk/sources/files/reader.h"

// KIOSK_READER is the place of one of readers(), from 0: it gets the bytes whether it recognises them or not. Without it
// they go the way of every file, through the recognition.

namespace {

using namespace kiosk;

const Reader* chosen = nullptr;

void require(bool fact) {
    if (!fact) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    const char* place = std::getenv("KIOSK_READER");
    if (!place) return 0;
    std::size_t number = 0;
    std::from_chars(place, place + std::string_view{place}.size(), number);
    require(number < readers().size());
    chosen = &readers()[number];
    std::fprintf(stderr, "reads %s\n", chosen->description.data());
    return 0;
}

/// Whatever the bytes: an answer; and what is settled of it can be stored and shown.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view content{reinterpret_cast<const char*>(bytes), size};
    if (chosen && (!is_utf8(content) || content.find('\0') != std::string_view::npos)) return 0;  // as a reader is promised
    if (chosen) chosen->recognises(content);
    const Reading reading = chosen ? chosen->read(content) : read_schedule(content);
    require(reading.understood == reading.refusal.empty());
    require(is_utf8(reading.refusal));
    if (!reading.understood) return 0;
    const Settled settled = settle(reading.draft, "");
    std::unordered_set<std::string> ids;
    for (const auto& [session, from_face, id_from_title] : settled.sessions) {
        require(!session.id.empty() && ids.insert(session.id).second);
        require(!session.title.empty() && is_utf8(session.title));
        require(session.starts <= session.ends);
    }
    for (const Topic& topic : settled.topics) require(!topic.id.empty() && ids.insert(topic.id).second && is_utf8(topic.title));
    for (const Placing& placing : settled.placings) require(ids.contains(placing.topic) && placing.starts <= placing.ends);
    return 0;
}
