#pragma once

#include <string>
#include <string_view>

namespace kiosk {

/// The letters of our own codes: no two look or sound alike, and a QR code packs them closely.
inline constexpr std::string_view ticket_alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How long each of our own codes is: "K", four letters of the event, 25 random ones (125 bits), two that check the rest.
inline constexpr std::size_t ticket_code_length = 32;

/// Makes a code.
///
/// @param event         the event's name
/// @param random_bytes  at least 25, from a source that nobody can foretell
std::string ticket_code(std::string_view event, std::string_view random_bytes);

/// A scan in the form of our codes, with what is easily mistaken put right: small letters, I and L for 1, O for 0.
///
/// @return  empty when it is none of our codes, of whatever event
std::string own_code(std::string_view scanned);

/// A code as paper says it to somebody who types it: ours, and others' that are letters and digits alone, in groups of five.
///
/// @return  empty where it is too long to type, or has letters that a keyboard may lack
std::string code_to_type(std::string_view code);

/// Whether a code of ours was made for an event of this name (case and blanks don't count).
bool is_of_event(std::string_view code, std::string_view event);

}  // namespace kiosk
