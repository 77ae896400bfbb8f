#include "kiosk/sources/sound/player.h"

#include <fcntl.h>
#include <gst/app/gstappsrc.h>
#include <gst/gst.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <optional>
#include <stdexcept>

#include "kiosk/base/owned.h"
#include "kiosk/sources/sound/tone.h"

namespace kiosk {
namespace {

void unref_element(GstElement* element) { gst_object_unref(element); }
void unref_bus(GstBus* bus) { gst_object_unref(bus); }
void unref_message(GstMessage* message) { gst_message_unref(message); }

constexpr const char* pipeline_words =
    "appsrc name=tone format=time caps=audio/x-raw,format=S16LE,channels=1,rate=48000,layout=interleaved"
    " ! audioconvert ! audioresample ! autoaudiosink";

// The longest tone takes half a second; a device that hangs is given up.
constexpr GstClockTime longest_play = 1500 * GST_MSECOND;

/// Plays it to its end; does nothing where there is no device.
void sound(Sign sign) {
    gst_init(nullptr, nullptr);
    const Owned<GstElement, unref_element> pipeline{gst_parse_launch(pipeline_words, nullptr)};
    if (!pipeline) return;
    const Owned<GstElement, unref_element> source{gst_bin_get_by_name(GST_BIN(pipeline.get()), "tone")};
    const Owned<GstBus, unref_bus> bus{gst_element_get_bus(pipeline.get())};
    if (!source || !bus) return;
    const auto samples = tone_of(sign);
    const gsize size = samples.size() * sizeof samples[0];
    GstBuffer* buffer = gst_buffer_new_allocate(nullptr, size, nullptr);
    gst_buffer_fill(buffer, 0, samples.data(), size);
    GST_BUFFER_PTS(buffer) = 0;
    GST_BUFFER_DURATION(buffer) = gst_util_uint64_scale(samples.size(), GST_SECOND, tone_rate);
    gst_element_set_state(pipeline.get(), GST_STATE_PLAYING);
    gst_app_src_push_buffer(GST_APP_SRC(source.get()), buffer);
    gst_app_src_end_of_stream(GST_APP_SRC(source.get()));
    const Owned<GstMessage, unref_message> end{gst_bus_timed_pop_filtered(
        bus.get(), longest_play, static_cast<GstMessageType>(GST_MESSAGE_EOS | GST_MESSAGE_ERROR))};
    gst_element_set_state(pipeline.get(), GST_STATE_NULL);
}

/// The last sign asked for; none when nobody asks any more.
std::optional<Sign> wait_for_sign(int asked) {
    pollfd ready{asked, POLLIN, 0};
    poll(&ready, 1, -1);
    std::array<char, 64> signs;
    const auto count = read(asked, signs.data(), signs.size());
    if (count <= 0) return std::nullopt;
    return static_cast<Sign>(signs[static_cast<std::size_t>(count - 1)]);
}

}  // namespace

TonePlayer::TonePlayer() {
    std::array<int, 2> ends = {};
    if (pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        throw std::runtime_error("no pipe could be made for the tones: too many files are open");
    asked_ = UniqueFd{ends[0]};
    asking_ = UniqueFd{ends[1]};
    thread_ = std::jthread{[asked = asked_.get(), asking = asking_.get()](const std::stop_token& stop) {
        gst_init(nullptr, nullptr);  // before the first tone has to be played
        const std::stop_callback wake{stop, [asking] { [[maybe_unused]] const auto written = write(asking, "", 1); }};
        while (!stop.stop_requested()) {
            const auto sign = wait_for_sign(asked);
            if (!sign || stop.stop_requested()) return;
            sound(*sign);
        }
    }};
}

void TonePlayer::play(Sign sign) {
    const char byte = static_cast<char>(sign);
    [[maybe_unused]] const auto written = write(asking_.get(), &byte, 1);
}

}  // namespace kiosk
