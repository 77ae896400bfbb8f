#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/app/show.h"
#include "kiosk/domain/programme.h"
#include "kiosk/model/lobby_view.h"
#include "kiosk/model/room_view.h"
#include "kiosk/screens/stage.h"

namespace kiosk {

/// One screen: builds its view when the old one is out of date, and draws it when it became another.
class Screen {
  public:
    /// @param room  of a door sign; empty: the programme's first
    Screen(ScreenKind kind, std::string room, std::filesystem::path languages);

    /// Shows another programme from the next frame on.
    void set_programme(Programme programme);

    /// Shows another code for phones; of no size: they can't be served at the moment.
    void set_code(QrCode code);

    /// The room of a door sign; empty in the lobby.
    std::string room() const;

    /// Draws what is to be seen at a moment, if that is not what the canvas shows.
    ///
    /// @return the boxes of the canvas that changed
    std::vector<PixelBox> draw(const Moment& moment, const Canvas& canvas);

    /// When `draw` has to be called next: on the shown clock, and on the one by which pages turn.
    std::optional<Instant> changes_at() const;
    std::optional<Instant> turns_at() const;

    /// The canvas lost what was on it.
    void forget();

    int frames_drawn() const { return stage_.frames_drawn(); }

  private:
    using View = std::variant<LobbyView, RoomView>;

    View view_at(const Moment& moment, const ScreenShape& shape) const;
    bool is_stale(const Moment& moment) const;

    ScreenKind kind_;
    std::string room_;
    std::filesystem::path languages_;
    Programme programme_ = {};
    Catalogue words_ = {};
    std::optional<QrCode> code_ = {};  // none: phones are not served here
    Stage stage_ = {};
    std::optional<View> view_ = {};
    std::optional<Moment> built_at_ = {};  // none: the view has to be built
};

}  // namespace kiosk
