#pragma once

#include "kiosk/domain/check_in.h"
#include "kiosk/domain/keyboard_scan.h"
#include "kiosk/model/check_in_view.h"
#include "kiosk/model/format.h"

namespace kiosk {

/// What everything on a verdict is said from.
struct VerdictScene {
    const Programme& programme;
    Instant now;
    const TimeWords& times;
    bool has_camera = false;
};

/// Says an answer: what it means, and what to do.
///
/// @param how  of a test code: what is known of the scanner
VerdictView verdict_words(const CheckInAnswer& answer, const std::string& how, const VerdictScene& scene);

/// Says that nobody can be checked in.
VerdictView trouble_words(const Trouble& trouble, const Catalogue& words);

/// What a scan tells of the scanner that typed it: "Ended by Enter · 8 ms between keys · as a US keyboard".
std::string scanner_words(const KeyScan& scan, const Catalogue& words);

}  // namespace kiosk
