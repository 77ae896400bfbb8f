#include "kiosk/sources/sound/tone.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kiosk {
namespace {

struct Note {
    double hertz;  // 0: a pause
    double seconds;
};

constexpr double loudness = 0.45;
constexpr double ramp = 0.008;  // seconds in which a note swells and dies, so that it doesn't click

std::vector<Note> notes_of(Sign sign) {
    switch (sign) {
        case Sign::go: return {{784, 0.09}, {1175, 0.17}};
        case Sign::look: return {{659, 0.12}, {0, 0.07}, {659, 0.12}};
        case Sign::stop: return {{311, 0.16}, {208, 0.34}};
    }
    return {};
}

}  // namespace

std::vector<std::int16_t> tone_of(Sign sign) {
    std::vector<std::int16_t> samples;
    for (const Note& note : notes_of(sign)) {
        const int count = static_cast<int>(note.seconds * tone_rate);
        for (int i = 0; i < count; ++i) {
            const double at = static_cast<double>(i) / tone_rate;
            const double swell = std::clamp(std::min(at, note.seconds - at) / ramp, 0.0, 1.0);
            // The octave above makes it carry through a crowd.
            const double angle = 2 * std::numbers::pi * note.hertz * at;
            const double wave = 0.8 * std::sin(angle) + 0.2 * std::sin(2 * angle);
            samples.push_back(static_cast<std::int16_t>(wave * swell * loudness * 32767));
        }
    }
    return samples;
}

}  // namespace kiosk
