#include "kiosk/app/screen.h"

#include <utility>

#include "kiosk/screens/lobby_screen.h"
#include "kiosk/screens/room_screen.h"

namespace kiosk {

Screen::Screen(ScreenKind kind, std::string room, std::filesystem::path languages)
    : kind_(kind), room_(std::move(room)), languages_(std::move(languages)) {}

void Screen::set_programme(Programme programme) {
    programme_ = std::move(programme);
    words_ = Catalogue::load(languages_, programme_.event.language);
    built_at_.reset();
}

void Screen::set_code(QrCode code) {
    code_ = std::move(code);
    built_at_.reset();
}

std::string Screen::room() const {
    if (kind_ == ScreenKind::lobby) return {};
    return room_.empty() && !programme_.rooms.empty() ? programme_.rooms.front().name : room_;
}

Screen::View Screen::view_at(const Moment& moment, const ScreenShape& shape) const {
    if (kind_ == ScreenKind::lobby) {
        LobbyView view = lobby_view(programme_, moment, shape, words_);
        if (code_ && view.topics) view.phone = topics_panel(*code_, words_);
        return view;
    }
    return room_view(programme_, {.room = room(), .code = code_ ? &*code_ : nullptr}, moment, words_);
}

std::optional<Instant> Screen::changes_at() const {
    return view_ ? std::visit([](const auto& view) { return view.changes_at; }, *view_) : std::nullopt;
}

std::optional<Instant> Screen::turns_at() const {
    const auto* lobby = view_ ? std::get_if<LobbyView>(&*view_) : nullptr;
    return lobby ? lobby->turns_at : std::nullopt;
}

void Screen::forget() {
    stage_.forget();
    view_.reset();
    built_at_.reset();
}

bool Screen::is_stale(const Moment& moment) const {
    if (!built_at_) return true;
    // A clock that was put back makes every view stale, too.
    const bool went_back = moment.shown < built_at_->shown || moment.turning < built_at_->turning;
    const auto due = changes_at(), turn = turns_at();
    return went_back || moment.standing != built_at_->standing || (due && moment.shown >= *due) || (turn && moment.turning >= *turn);
}

std::vector<PixelBox> Screen::draw(const Moment& moment, const Canvas& canvas) {
    if (!is_stale(moment)) return {};
    built_at_ = moment;
    View view = view_at(moment, {canvas.width, canvas.height, code_.has_value()});
    view_ = std::move(view);
    const bool mirrored = std::visit([](const auto& shown) { return shown.right_to_left; }, *view_);
    return stage_.draw(canvas, mirrored, [&](Page& page) {
        if (const auto* lobby = std::get_if<LobbyView>(&*view_))
            draw_lobby(page, *lobby);
        else
            draw_room(page, std::get<RoomView>(*view_));
    });
}

}  // namespace kiosk
