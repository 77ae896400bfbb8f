#include "kiosk/app/shared_picture.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>
#include <sys/ipc.h>
#include <sys/shm.h>

#include <cstdlib>

#include "kiosk/app/window.h"

namespace kiosk {
namespace {

bool attach_failed = false;

int note_failure(Display*, XErrorEvent*) {
    attach_failed = true;
    return 0;
}

/// Asks the server to read our memory; a server on another machine can't.
bool server_attaches(Display* display, XShmSegmentInfo& segment) {
    attach_failed = false;
    XSync(display, False);
    const auto before = XSetErrorHandler(note_failure);
    const bool asked = XShmAttach(display, &segment) != 0;
    XSync(display, False);
    XSetErrorHandler(before);
    return asked && !attach_failed;
}

}  // namespace

struct SharedPicture::Inside {
    Display* display = nullptr;
    ::Window window = 0;
    GC context = nullptr;
    XShmSegmentInfo segment = {};
    bool shared = false;
    XImage* image = nullptr;

    bool share(Visual* visual, unsigned depth, int width, int height);
};

bool SharedPicture::Inside::share(Visual* visual, unsigned depth, int width, int height) {
    if (!XShmQueryExtension(display)) return false;
    image = XShmCreateImage(display, visual, depth, ZPixmap, nullptr, &segment, static_cast<unsigned>(width),
                            static_cast<unsigned>(height));
    if (!image) return false;
    const auto size = static_cast<std::size_t>(image->bytes_per_line) * static_cast<std::size_t>(height);
    segment.shmid = shmget(IPC_PRIVATE, size, IPC_CREAT | 0600);
    void* memory = segment.shmid < 0 ? reinterpret_cast<void*>(-1) : shmat(segment.shmid, nullptr, 0);
    if (memory != reinterpret_cast<void*>(-1)) {
        segment.shmaddr = image->data = static_cast<char*>(memory);
        shared = server_attaches(display, segment);
        // Gone with the last of the two users, also after a crash.
        shmctl(segment.shmid, IPC_RMID, nullptr);
        if (shared) return true;
        shmdt(memory);
    }
    image->data = nullptr;
    XDestroyImage(image);
    image = nullptr;
    return false;
}

SharedPicture::SharedPicture(_XDisplay* display, unsigned long window, int width, int height)
    : inside_(std::make_unique<Inside>()) {
    inside_->display = display;
    inside_->window = window;
    XWindowAttributes attributes = {};
    XGetWindowAttributes(display, window, &attributes);
    const auto depth = static_cast<unsigned>(attributes.depth);
    if (!inside_->share(attributes.visual, depth, width, height)) {
        char* memory = static_cast<char*>(std::calloc(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 4));
        inside_->image = XCreateImage(display, attributes.visual, depth, ZPixmap, 0, memory, static_cast<unsigned>(width),
                                      static_cast<unsigned>(height), 32, 0);
    }
    const XImage* image = inside_->image;
    if (!image || image->bits_per_pixel != 32 || image->red_mask != 0xFF0000U)
        throw WindowError{"this screen has no 24-bit colours; start the X server with depth 24"};
    inside_->context = XCreateGC(display, window, 0, nullptr);
}

SharedPicture::~SharedPicture() {
    if (inside_->context) XFreeGC(inside_->display, inside_->context);
    if (inside_->shared) {
        XShmDetach(inside_->display, &inside_->segment);
        XSync(inside_->display, False);
        inside_->image->data = nullptr;
    }
    if (inside_->image) XDestroyImage(inside_->image);
    if (inside_->shared) shmdt(inside_->segment.shmaddr);
}

Canvas SharedPicture::canvas() const {
    const XImage* image = inside_->image;
    return {reinterpret_cast<std::uint32_t*>(image->data), image->width, image->height, image->bytes_per_line / 4};
}

void SharedPicture::show(std::span<const PixelBox> boxes) {
    for (const PixelBox& box : boxes) {
        const auto width = static_cast<unsigned>(box.right - box.left), height = static_cast<unsigned>(box.bottom - box.top);
        if (inside_->shared)
            XShmPutImage(inside_->display, inside_->window, inside_->context, inside_->image, box.left, box.top, box.left,
                         box.top, width, height, False);
        else
            XPutImage(inside_->display, inside_->window, inside_->context, inside_->image, box.left, box.top, box.left,
                      box.top, width, height);
    }
    XSync(inside_->display, False);
}

}  // namespace kiosk
