#pragma once

struct _XDisplay;

namespace kiosk {

/// Keeps screen saver and power saving (DPMS) of an X display away for as long as it lives.
class AlwaysOn {
  public:
    explicit AlwaysOn(_XDisplay* display);
    ~AlwaysOn();
    AlwaysOn(const AlwaysOn&) = delete;
    AlwaysOn& operator=(const AlwaysOn&) = delete;

  private:
    _XDisplay* display_;
    bool saver_suspended_ = false;
    bool power_saving_was_on_ = false;
};

}  // namespace kiosk
