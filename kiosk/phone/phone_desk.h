#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "kiosk/desk/check_in_desk.h"
#include "kiosk/phone/form_token.h"
#include "kiosk/phone/languages.h"
#include "kiosk/phone/pages/pages.h"
#include "kiosk/phone/phone_request.h"

namespace kiosk {

/// What a desk for phones works with.
struct PhoneDeskOptions {
    std::filesystem::path database = {};   // need not exist yet
    std::filesystem::path languages = {};  // the folder with the compiled catalogues
    Programme demo = {};                   // shown while there is no event
    std::optional<ScreenMark> screen = {};  // what is told of it by `PhoneReply`; others hear of their visitors by the database

    /// This machine, as the record names it.
    std::function<Device(const Database&)> device = {};

    /// How far this machine's clock is ahead of the one that records go by.
    std::function<std::chrono::seconds(const Database&)> clock_error = [](const Database&) { return std::chrono::seconds{0}; };
};

/// Answers phones: which page, what is recorded, what the screen says. One thread owns it, with its own connection to
/// the database.
class PhoneDesk {
  public:
    explicit PhoneDesk(PhoneDeskOptions options);

    /// Answers whatever a phone sends.
    ///
    /// @throws std::exception  when the database can't be read or written; nothing was recorded then
    PhoneReply answer(const PhoneRequest& request, const PhoneMoment& moment);

    /// The code that a screen of this machine shows.
    ///
    /// @throws StoreError  when the database or its key can't be read
    std::string code_on(const ScreenMark& screen, Instant now);

  private:
    struct Visit;  // one request while it is answered

    struct Recorded {
        CheckInAnswer answer = {};
        bool concerns_screen = false;  // the one whose code was scanned
    };

    void open();
    void refresh();
    PhoneReply routed(Visit& visit);
    PhoneReply seen(Visit& visit);
    PhoneReply sent(Visit& visit);
    PhoneReply offer(Visit& visit, const Sight& sight);
    PhoneReply link_opened(Visit& visit, const Sight& sight);
    PhoneReply checked_in(Visit& visit, const Sight& sight);
    PhoneReply checked_in_at_door(Visit& visit, const Sight& sight);
    PhoneReply judged(Visit& visit, const Sight& sight, const std::optional<std::string>& session);
    std::optional<Recorded> recorded(const Visit& visit, const Sight& sight, const std::optional<std::string>& session);
    bool is_used(const Sight& sight) const;
    void use(const Sight& sight, const PhoneMoment& moment);
    PhoneReply scan_again(Visit& visit) const;
    PhoneReply hand_raised(Visit& visit, const Sight& sight);
    PhoneReply topics(Visit& visit, const Sight& sight);
    PhoneReply forgotten(Visit& visit);
    bool take_ticket(Visit& visit) const;
    bool take_meant(Visit& visit) const;
    bool concerns_screen(Verdict verdict, Instant now);

    PageScene scene(Visit& visit, const std::optional<Sight>& sight) const;
    PhoneReply reply(const Visit& visit, const PhonePage& page, int status = 200) const;
    std::optional<OpenTicket> known_ticket(const Visit& visit) const;
    std::vector<PageBlock> day_of(const Visit& visit) const;
    std::optional<std::string> room_of(const ScreenMark& screen) const;
    Key key_of_screens(const std::string& machine) const;
    std::optional<ScreenMark> screen_shown_by(std::string_view code, Instant now) const;
    Instant remembered_until(const PhoneMoment& moment) const;
    Instant recorded_at(const PhoneMoment& moment) const;

    PhoneDeskOptions options_;
    Languages languages_;
    Key own_key_ = Key::random();  // while there is no database
    std::optional<Database> database_ = {};
    bool is_empty_ = false;  // there is no file: the database is in memory
    std::unique_ptr<CheckInDesk> desk_ = {};
    std::optional<HashKey> key_ = {};
    Key phones_key_ = {};
    std::optional<int> version_ = {};  // the data_version that was looked at last
    std::optional<std::int64_t> revision_ = {};  // of the programme
    Device device_ = {};
    std::chrono::seconds clock_error_{0};
    Programme programme_ = {};
    Zone zone_ = {};
    TriedForms tried_ = {};
    Instant refusal_told_ = {};  // to a screen, of a code that is no ticket's
};

/// The answer for when there is no time for another, or none can be given.
PhoneReply busy_reply(const Languages& languages, std::string_view accept_language);

}  // namespace kiosk
