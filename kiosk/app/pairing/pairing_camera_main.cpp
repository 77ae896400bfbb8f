// kiosk-pairing-camera SOURCE: writes the pairing codes that a camera sees, one a line, and no other code.
#include <csignal>
#include <cstdio>

#include "kiosk/app/pairing/seen_codes.h"
#include "kiosk/sources/camera/camera.h"
#include "kiosk/sources/hub/pairing_code.h"

namespace {

void write_line(const char* text) {
    std::puts(text);
    std::fflush(stdout);
}

}  // namespace

int main(int count, char** words) {
    if (count != 2) {
        std::fprintf(stderr, "kiosk: kiosk-pairing-camera is started by kiosk show, with a camera\n");
        return 2;
    }
    sigset_t ending;
    sigemptyset(&ending);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&ending, signal);
    pthread_sigmask(SIG_BLOCK, &ending, nullptr);
    bool saw = false;
    const kiosk::Camera camera{words[1], [&saw](const kiosk::CameraNews& news) {
                                   if (!saw && news.preview) write_line(kiosk::camera_sees);
                                   saw = saw || news.preview;
                                   for (const std::string& code : news.codes)
                                       if (kiosk::pairing_code_in(code)) write_line(code.c_str());
                               }};
    int signal = 0;
    sigwait(&ending, &signal);
}
