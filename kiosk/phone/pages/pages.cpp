#include "kiosk/phone/pages/pages.h"

#include <algorithm>

#include "kiosk/model/session_words.h"
#include "kiosk/model/verdict_words.h"

namespace kiosk {
namespace {

using Values = std::vector<std::pair<std::string, std::string>>;

PhonePage blank_page(const Catalogue& words, std::string event, std::string title) {
    return {.language = words.language(), .right_to_left = words.right_to_left(), .event = std::move(event), .title = std::move(title)};
}

PhonePage page_of(const PageScene& scene, std::string title) {
    return blank_page(scene.times.words(), scene.programme.event.name, std::move(title));
}

/// What the phone remembers, and how it stops.
void add_foot(PhonePage& page, const PageScene& scene, bool with_day) {
    if (!scene.has_ticket) return;
    const Catalogue& words = scene.times.words();
    if (with_day) page.foot.emplace_back(PageLink{"day", words.say("My day")});
    page.foot.emplace_back(PageText{words.say("Your ticket is remembered on this phone alone, until the event ends."), true});
    page.foot.emplace_back(PageButton{"forget", words.say("Forget me"), {{"token", scene.forget_form}}, true});
}

TicketForm ticket_form(const PageScene& scene, const Values& values) {
    const Catalogue& words = scene.times.words();
    return {.form = scene.form,
            .values = values,
            .typed_label = words.say("Type the code of your ticket"),
            .typed_hint = words.say("Type it as it is printed; capitals, blanks and dashes don't matter."),
            .typed_button = words.say("Use this code"),
            .photo_label = words.say("Or take a photo of your ticket"),
            .photo_hint = words.say("It is read here and not kept."),
            .photo_button = words.say("Use this photo"),
            .mistake = scene.mistake};
}

void ask_for_ticket(PhonePage& page, const PageScene& scene, const Values& values) {
    page.blocks.emplace_back(PageText{scene.times.words().say("Open the link in your ticket e-mail, or say your ticket here.")});
    page.blocks.emplace_back(ticket_form(scene, values));
}

void add_mistake(PhonePage& page, const PageScene& scene) {
    if (!scene.mistake.empty()) page.blocks.emplace_back(PageText{scene.mistake});
}

std::string when_of(const Session& session, const PageScene& scene) {
    if (session.runs_at(scene.now)) return joined({scene.times.words().say("on now"), until_words(session, scene.now, scene.times)});
    return scene.times.when(session.starts, scene.now);
}

}  // namespace

PhonePage start_page(const PageScene& scene) {
    const Catalogue& words = scene.times.words();
    PhonePage page = page_of(scene, words.say("Check in with your phone"));
    add_mistake(page, scene);
    page.blocks.emplace_back(PageText{words.say("Point the camera at the code on a screen of the event.")});
    page.blocks.emplace_back(LinkForm{scene.form});
    if (!scene.has_ticket) {
        WithoutScripts plain{.text = words.say("Did you open the link in your ticket e-mail? This browser can't read it, as it runs no scripts. "
                                               "Please type the code of your ticket here, or take a photo of it."),
                             .form = ticket_form(scene, {})};
        plain.form.mistake.clear();  // it stands above
        page.blocks.emplace_back(std::move(plain));
    }
    add_foot(page, scene, true);
    return page;
}

PhonePage check_in_page(const PageScene& scene) {
    const Catalogue& words = scene.times.words();
    PhonePage page = page_of(scene, words.say("Check in"));
    if (!scene.has_ticket) {
        ask_for_ticket(page, scene, {});
        return page;
    }
    add_mistake(page, scene);
    page.blocks.emplace_back(PageButton{"go", words.say("Check in"), {{"token", scene.form}}});
    add_foot(page, scene, true);
    return page;
}

PhonePage door_page(const PageScene& scene, const std::string& room, std::span<const Session* const> sessions) {
    const Catalogue& words = scene.times.words();
    PhonePage page = page_of(scene, room);
    if (sessions.empty()) page.blocks.emplace_back(PageText{words.say("Nothing is on here, and nothing begins in the next 15 minutes.")});
    for (const Session* session : sessions) {
        const Values values = {{"token", scene.form}, {"session", session->id}};
        page.blocks.emplace_back(PageEntries{.heading = when_of(*session, scene), .entries = {{.title = session->title, .detail = joined(session->people)}}});
        if (scene.has_ticket)
            page.blocks.emplace_back(PageButton{"go", words.say("Check in to this session"), values});
    }
    // Of several sessions one is chosen when the ticket is known, on the page that comes then.
    if (!scene.has_ticket && !sessions.empty())
        ask_for_ticket(page, scene, sessions.size() == 1 ? Values{{"session", sessions.front()->id}} : Values{});
    add_foot(page, scene, true);
    return page;
}

PhonePage topics_page(const PageScene& scene, const std::set<std::string>& raised, const std::set<std::string>& on_page) {
    const Catalogue& words = scene.times.words();
    PhonePage page = page_of(scene, words.say("Topics to discuss"));
    if (scene.has_ticket)
        add_mistake(page, scene);
    else
        ask_for_ticket(page, scene, {});
    TopicEntries list;
    for (const Topic& topic : scene.programme.topics) {
        TopicEntry entry{.title = topic.title,
                         .detail = joined({on_one_line(topic.contact.value_or("")), attendance(topic, words)}),
                         .is_raised = raised.contains(topic.id)};
        if (entry.is_raised) entry.raised = words.say("You will attend");
        if (scene.has_ticket && !on_page.contains(topic.id))
            entry.button = PageButton{"go",
                                      entry.is_raised ? words.say("Take it back") : words.say("I will attend"),
                                      {{"token", scene.form}, {"topic", topic.id}, {"raise", entry.is_raised ? "0" : "1"}},
                                      entry.is_raised};
        list.topics.push_back(std::move(entry));
    }
    if (list.topics.empty())
        page.blocks.emplace_back(PageText{words.say("There are no topics to discuss.")});
    else
        page.blocks.emplace_back(std::move(list));
    add_foot(page, scene, true);
    return page;
}

PhonePage verdict_page(const PageScene& scene, const CheckInAnswer& answer, std::vector<PageBlock> day,
                       const std::vector<std::pair<std::string, std::string>>& values) {
    const VerdictView view = verdict_words(answer, "", {scene.programme, scene.now, scene.times, false});
    PhonePage page = page_of(scene, view.title);
    page.sign = view.sign;
    for (const std::string& line : view.lines) page.blocks.emplace_back(PageText{line});
    if (view.card)
        page.blocks.emplace_back(
            PageEntries{.heading = view.card->label,
                        .entries = {{.time = view.card->time, .title = view.card->title, .detail = joined({view.card->detail, view.card->span})}}});
    if (!scene.form.empty() && scene.has_ticket)
        page.blocks.emplace_back(PageText{scene.times.words().say("If you have another ticket, say it here.")});
    if (!scene.form.empty()) page.blocks.emplace_back(ticket_form(scene, values));
    page.day = std::move(day);
    add_foot(page, scene, false);
    return page;
}

PhonePage day_page(const PageScene& scene, std::vector<PageBlock> day) {
    const TimeWords& times = scene.times;
    PhonePage page = page_of(scene, times.words().say("My day"));
    day.insert(day.begin(), PageText{times.words().say("{day}, {time}", {{"day", line_start(times.day(times.date_of(scene.now)))},
                                                                          {"time", times.clock(scene.now)}}), true});
    page.day = std::move(day);
    add_foot(page, scene, false);
    return page;
}

PhonePage forgotten_page(const PageScene& scene) {
    const Catalogue& words = scene.times.words();
    PhonePage page = page_of(scene, words.say("Forgotten"));
    page.blocks.emplace_back(PageText{words.say("This phone no longer knows your ticket.")});
    return page;
}

PhonePage scan_again_page(const PageScene& scene) {
    const Catalogue& words = scene.times.words();
    PhonePage page = page_of(scene, words.say("Please scan the screen again"));
    page.blocks.emplace_back(PageText{words.say("A code on a screen counts for a short time, and what it opens counts once.")});
    page.blocks.emplace_back(PageText{words.say("Point the camera at the code on a screen of the event.")});
    add_foot(page, scene, true);
    return page;
}

PhonePage not_here_page(const PageScene& scene) {
    const Catalogue& words = scene.times.words();
    PhonePage page = page_of(scene, words.say("There is no such page"));
    page.blocks.emplace_back(PageText{words.say("Point the camera at the code on a screen of the event.")});
    add_foot(page, scene, true);
    return page;
}

PhonePage busy_page(const Catalogue& words) {
    PhonePage page = blank_page(words, "", words.say("Busy at the moment"));
    page.blocks.emplace_back(PageText{words.say("Please use the scanner, or try again in a minute.")});
    return page;
}

}  // namespace kiosk
