// kiosk-pairing DATABASE CAMERA WINDOW: beside a screen on the demo, waits for a pairing code and tries it. The screen hears
// how far it is, one word a line (see PairingState). WINDOW, of X, alone is where keys count; 0: they count everywhere.
#include <cstdio>
#include <cstdlib>

#include "kiosk/app/pairing/pairing_wait.h"

int main(int count, char** words) {
    if (count != 4) {
        std::fprintf(stderr, "kiosk: kiosk-pairing is started by kiosk show, with a database, a camera and a window\n");
        return 2;
    }
    kiosk::PairingWait{{.database = words[1], .camera = words[2], .window = std::strtoul(words[3], nullptr, 10)}}.run();
}
