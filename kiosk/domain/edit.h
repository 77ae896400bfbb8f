#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/time.h"

namespace kiosk {

/// Where and when a session is to be, and whether it is called off.
struct Placement {
    std::optional<std::string> room = {};
    Instant starts = {};
    Instant ends = {};
    bool cancelled = false;
    bool from_face = false;  // the moments were given as clock faces: a change of the event's zone moves them

    /// Whether it says the same to visitors.
    bool says_as(const Placement& other) const {
        return room == other.room && starts == other.starts && ends == other.ends && cancelled == other.cancelled;
    }
    bool operator==(const Placement&) const = default;
};

enum class EditKind { place, unplace, move, delay, cancel, restore };

/// "place", "unplace" …, as the database writes it.
std::string_view name_of(EditKind kind);
std::optional<EditKind> edit_kind(std::string_view name);

/// One change of one session by hand. A record that is complete in itself: it can be carried to another machine, and
/// counts once wherever it comes by again.
struct Edit {
    std::string id = {};     // 32 hexadecimal digits, random
    std::string batch = {};  // likewise; the same for all that one command changed
    Instant at = {};
    std::string device = {};  // name of the machine
    EditKind kind = EditKind::move;
    std::string session = {};  // its id; of a placed topic the topic's
    std::optional<std::string> room = {};  // what the session gets; none: this stays as it is
    std::optional<Instant> starts = {};
    std::optional<Instant> ends = {};
    bool from_face = false;             // of starts and ends
    std::string undoes = {};            // restore: the batch whose edits of this session no longer count
    std::optional<Placement> said = {};  // what the session's source said then; none: it has no source

    bool operator==(const Edit&) const = default;
};

/// What holds for one session after all that was done to it by hand.
struct Edited {
    std::optional<Placement> placement = {};   // none: a topic without a place
    bool room_by_hand = false;                 // an edit chose the room
    std::vector<const Edit*> in_force = {};    // in their order
    std::vector<const Edit*> overruled = {};   // the source changed the session since; what was undone isn't here
};

/// Decides what holds for one session. An edit holds as long as the source says of the session's time, room and
/// cancellation what it said when the edit was made.
///
/// @param source  what the source says; none: the session has none
/// @param edits   of this session, in the order in which they hold
Edited edited(const std::optional<Placement>& source, std::span<const Edit> edits);

}  // namespace kiosk
