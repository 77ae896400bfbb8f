#include "kiosk/model/check_in_stand.h"

#include <algorithm>
#include <utility>

namespace kiosk {
namespace {

using namespace std::chrono_literals;

constexpr Tick same_scan = 5s;
constexpr Tick admitted_stays = 3s;
constexpr Tick others_stay = 6s;
constexpr Tick choice_stays = 30s;
constexpr Tick corner_hold = 5s;
constexpr Tick staff_patience = 60s;
constexpr std::size_t longest_passphrase = 1024;

Tick stays(const CheckInAnswer& answer) { return answer.verdict == Verdict::admitted ? admitted_stays : others_stay; }

void take_last_letter(std::string& text) {
    while (!text.empty()) {
        const auto byte = static_cast<unsigned char>(text.back());
        text.pop_back();
        if ((byte & 0xC0U) != 0x80U) return;
    }
}

}  // namespace

bool CheckInStand::is_repeat(std::string_view text, bool seen, Tick now) {
    std::erase_if(recent_, [&](const Recent& recent) { return now >= recent.until; });
    const auto again = std::ranges::find(recent_, text, &Recent::text);
    if (again == recent_.end()) return false;
    if (seen) again->until = now + same_scan;
    return true;
}

void CheckInStand::answered(std::string_view text, CheckInAnswer answer, std::string how, Tick now) {
    std::erase_if(recent_, [&](const Recent& recent) { return recent.text == text; });
    recent_.push_back({std::string{text}, now + same_scan});
    answer_until_ = now + stays(answer);
    // A language that was chosen is for one visitor: it lasts as long as their answer.
    if (!chosen_.empty()) chosen_until_ = answer_until_;
    answer_ = std::move(answer);
    how_ = std::move(how);
    mended();
}

void CheckInStand::answered_by_phone(CheckInAnswer answer, Tick now) {
    phone_answer_until_ = now + stays(answer);
    phone_answer_ = std::move(answer);
}

void CheckInStand::failed(Trouble trouble) {
    answer_.reset();
    trouble_ = std::move(trouble);
}

void CheckInStand::mended() {
    trouble_.reset();
    turned_away_until_.reset();
}

void CheckInStand::turned_away(Tick now) { turned_away_until_ = now + others_stay; }

void CheckInStand::choose_language(std::string language, Tick now) {
    chosen_ = std::move(language);
    chosen_until_ = now + choice_stays;
}

void CheckInStand::type(std::string_view letter, Tick now) {
    if (!staff_) return;
    staff_until_ = now + staff_patience;
    staff_->refused = false;
    if (letter == "\b")
        take_last_letter(staff_->typed);
    else if (staff_->typed.size() < longest_passphrase)
        staff_->typed += letter;
}

void CheckInStand::toggle_capitals(Tick now) {
    if (!staff_) return;
    staff_until_ = now + staff_patience;
    staff_->capitals = !staff_->capitals;
}

void CheckInStand::refuse(Tick now) {
    if (!staff_) return;
    staff_ = StaffEntry{.refused = true};
    staff_until_ = now + staff_patience;
}

void CheckInStand::pass(Tick now) {
    if (answer_ && now >= answer_until_) answer_.reset();
    if (phone_answer_ && now >= phone_answer_until_) phone_answer_.reset();
    if (turned_away_until_ && now >= *turned_away_until_) turned_away_until_.reset();
    if (!chosen_.empty() && now >= chosen_until_) chosen_.clear();
    if (staff_ && now >= staff_until_) staff_.reset();
    if (corner_since_ && now >= *corner_since_ + corner_hold) {
        corner_since_.reset();
        answer_.reset();
        staff_.emplace();
        staff_until_ = now + staff_patience;
    }
}

std::optional<Tick> CheckInStand::changes_at() const {
    std::optional<Tick> earliest;
    const auto consider = [&](bool counts, Tick moment) {
        if (counts && (!earliest || moment < *earliest)) earliest = moment;
    };
    consider(answer_.has_value(), answer_until_);
    consider(phone_answer_.has_value(), phone_answer_until_);
    if (turned_away_until_) consider(true, *turned_away_until_);
    consider(!chosen_.empty(), chosen_until_);
    consider(staff_.has_value(), staff_until_);
    if (corner_since_) consider(true, *corner_since_ + corner_hold);
    return earliest;
}

const std::string& CheckInStand::language(const std::string& of_event) const {
    if (!chosen_.empty()) return chosen_;
    if (answer_ && !answer_->language.empty()) return answer_->language;
    return of_event;
}

}  // namespace kiosk
