#include "kiosk/app/check_in/check_in_stage.h"

#include <algorithm>
#include <utility>

#include "kiosk/base/text.h"

namespace kiosk {
namespace {

bool has_picture(const CheckInView& view) {
    if (const auto* sign = std::get_if<RoomView>(&view.shown)) return sign->panel && sign->panel->has_camera;
    return std::holds_alternative<IdleView>(view.shown);
}

}  // namespace

void CheckInStage::set_programme(Programme programme) {
    programme_ = std::move(programme);
    view_.reset();
}

void CheckInStage::set_picture(std::optional<CameraPicture> picture) {
    picture_ = std::move(picture);
    picture_is_new_ = true;
}

std::optional<std::string> CheckInStage::door() const {
    if (!at_door_) return std::nullopt;
    return room_.empty() && !programme_.rooms.empty() ? programme_.rooms.front().name : std::string{trimmed(room_)};
}

const Catalogue& CheckInStage::words_for(const CheckInStand& stand) {
    const std::string& language = stand.language(programme_.event.language);
    const auto known = words_.find(language);
    return known != words_.end() ? known->second : words_.emplace(language, Catalogue::load(languages_, language)).first->second;
}

std::vector<PixelBox> CheckInStage::draw(const CheckInStand& stand, const Moment& moment, const Canvas& canvas) {
    CheckInView view = check_in_view(stand, programme_, moment, words_for(stand), door());
    const bool shows_picture = picture_is_new_ && has_picture(view);
    if (view_ == view && !shows_picture) return {};
    view_ = std::move(view);
    picture_is_new_ = false;
    return stage_.draw(canvas, view_->right_to_left, [&](Page& page) {
        areas_ = draw_check_in(page, *view_, picture_ ? &*picture_ : nullptr);
    });
}

void CheckInStage::warm_up(const Canvas& like) {
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(like.width) * static_cast<std::size_t>(like.height));
    const Canvas canvas{pixels.data(), like.width, like.height, like.width};
    for (const Verdict verdict : {Verdict::admitted, Verdict::already_in}) {
        CheckInStand stand;
        stand.answered("", {.verdict = verdict, .name = "Ada Lovelace", .given_name = "Ada",
                            .next = NextSession{.session = {.title = "Talk", .ends = Instant::max()}, .voted_for = true}},
                       "", {});
        const CheckInView view = check_in_view(stand, programme_, {}, words_for(stand));
        stage_.draw(canvas, view.right_to_left, [&](Page& page) { draw_check_in(page, view, nullptr); });
    }
    forget();
}

const TouchArea* CheckInStage::touched(double x, double y) const {
    const auto area = std::ranges::find_if(areas_, [&](const TouchArea& each) { return each.covers(x, y); });
    return area == areas_.end() ? nullptr : &*area;
}

void CheckInStage::forget() {
    stage_.forget();
    view_.reset();
}

}  // namespace kiosk
