#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/domain/programme.h"
#include "kiosk/model/check_in_stand.h"
#include "kiosk/model/check_in_view.h"
#include "kiosk/screens/check_in_screen.h"
#include "kiosk/screens/stage.h"

namespace kiosk {

/// Draws the check-in screen when it looks different.
class CheckInStage {
  public:
    /// @param at_door  a door's: its sign shows while nobody checks in; else the entrance's
    /// @param room     of a door; empty: the programme's first
    CheckInStage(std::filesystem::path languages, bool at_door, std::string room)
        : languages_(std::move(languages)), at_door_(at_door), room_(std::move(room)) {}

    void set_programme(Programme programme);
    const Programme& programme() const { return programme_; }

    /// The room at whose door it is; none at the entrance.
    std::optional<std::string> door() const;

    /// What the camera sees from now on; none: nothing.
    void set_picture(std::optional<CameraPicture> picture);

    /// @return the boxes of the canvas that changed
    std::vector<PixelBox> draw(const CheckInStand& stand, const Moment& moment, const Canvas& canvas);

    /// Draws each kind of verdict once on nothing, so that the first visitor waits for no font.
    void warm_up(const Canvas& like);

    /// What a touch at this place asks for, on the screen as it was drawn last.
    const TouchArea* touched(double x, double y) const;

    /// The words of the language that the visitor reads.
    const Catalogue& words_for(const CheckInStand& stand);

    std::optional<Instant> changes_at() const { return view_ ? view_->changes_at : std::nullopt; }

    /// The canvas lost what was on it.
    void forget();

  private:
    std::filesystem::path languages_;
    bool at_door_;
    std::string room_;
    std::map<std::string, Catalogue> words_ = {};
    Programme programme_ = {};
    Stage stage_ = {};
    std::optional<CheckInView> view_ = {};
    std::optional<CameraPicture> picture_ = {};
    bool picture_is_new_ = false;
    std::vector<TouchArea> areas_ = {};
};

}  // namespace kiosk
