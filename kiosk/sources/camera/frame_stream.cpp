#include "kiosk/sources/camera/frame_stream.h"

#include <gst/app/gstappsink.h>
#include <gst/gst.h>
#include <gst/video/video.h>

#include <cstring>

#include "kiosk/base/owned.h"

namespace kiosk {
namespace {

void unref_element(GstElement* element) { gst_object_unref(element); }
void unref_bus(GstBus* bus) { gst_object_unref(bus); }
void unref_sample(GstSample* sample) { gst_sample_unref(sample); }
void unref_message(GstMessage* message) { gst_message_unref(message); }
void free_error(GError* error) { g_error_free(error); }

GstClockTime nanoseconds(std::chrono::milliseconds time) {
    return static_cast<GstClockTime>(time.count()) * GST_MSECOND;
}

/// @return none for a buffer that can't be read, or is too short
std::optional<GreyPicture> picture_of(GstSample* sample) {
    GstVideoInfo info;
    GstBuffer* buffer = gst_sample_get_buffer(sample);
    GstCaps* caps = gst_sample_get_caps(sample);
    GstVideoFrame frame;
    if (!buffer || !caps || !gst_video_info_from_caps(&info, caps) ||
        !gst_video_frame_map(&frame, &info, buffer, GST_MAP_READ))
        return std::nullopt;
    GreyPicture picture = blank_picture(GST_VIDEO_FRAME_WIDTH(&frame), GST_VIDEO_FRAME_HEIGHT(&frame));
    const auto* pixels = static_cast<const std::uint8_t*>(GST_VIDEO_FRAME_PLANE_DATA(&frame, 0));
    for (int y = 0; y < picture.height; ++y)
        std::memcpy(picture.row(y), pixels + static_cast<std::ptrdiff_t>(y) * GST_VIDEO_FRAME_PLANE_STRIDE(&frame, 0),
                    static_cast<std::size_t>(picture.width));
    gst_video_frame_unmap(&frame);
    return picture;
}

FrameStream::End end_of(const GError& error) {
    if (error.domain != GST_RESOURCE_ERROR) return FrameStream::End::failed;
    switch (error.code) {
        case GST_RESOURCE_ERROR_BUSY: return FrameStream::End::busy;
        case GST_RESOURCE_ERROR_NOT_FOUND:
        case GST_RESOURCE_ERROR_OPEN_READ:
        case GST_RESOURCE_ERROR_OPEN_READ_WRITE:
        case GST_RESOURCE_ERROR_READ:
        case GST_RESOURCE_ERROR_SETTINGS: return FrameStream::End::missing;
        default: return FrameStream::End::failed;
    }
}

}  // namespace

struct FrameStream::Inside {
    Owned<GstElement, unref_element> pipeline = {};
    Owned<GstElement, unref_element> frames = {};
    Owned<GstBus, unref_bus> bus = {};
};

FrameStream::FrameStream(const std::string& pipeline) : inside_(std::make_unique<Inside>()) {
    gst_init(nullptr, nullptr);
    GError* failed = nullptr;
    inside_->pipeline.reset(gst_parse_launch(pipeline.c_str(), &failed));
    const Owned<GError, free_error> error{failed};
    if (inside_->pipeline) inside_->frames.reset(gst_bin_get_by_name(GST_BIN(inside_->pipeline.get()), "frames"));
    if (!inside_->pipeline || !inside_->frames || error) {
        end_ = End::failed;
        why_ = error ? error->message : "it is no pipeline";
        return;
    }
    inside_->bus.reset(gst_element_get_bus(inside_->pipeline.get()));
    gst_element_set_state(inside_->pipeline.get(), GST_STATE_PLAYING);
}

FrameStream::~FrameStream() {
    if (inside_->pipeline) gst_element_set_state(inside_->pipeline.get(), GST_STATE_NULL);
}

void FrameStream::look_for_end() {
    constexpr auto ends = static_cast<GstMessageType>(GST_MESSAGE_ERROR | GST_MESSAGE_EOS);
    const Owned<GstMessage, unref_message> message{gst_bus_pop_filtered(inside_->bus.get(), ends)};
    if (!message) return;
    end_ = End::over;
    if (GST_MESSAGE_TYPE(message.get()) != GST_MESSAGE_ERROR) return;
    GError* told = nullptr;
    gst_message_parse_error(message.get(), &told, nullptr);
    const Owned<GError, free_error> error{told};
    end_ = end_of(*error);
    why_ = error->message;
}

std::optional<GreyPicture> FrameStream::next(std::chrono::milliseconds at_most) {
    if (end_ != End::none) return std::nullopt;
    const Owned<GstSample, unref_sample> sample{
        gst_app_sink_try_pull_sample(GST_APP_SINK(inside_->frames.get()), nanoseconds(at_most))};
    if (sample) return picture_of(sample.get());
    look_for_end();
    if (end_ == End::none && gst_app_sink_is_eos(GST_APP_SINK(inside_->frames.get()))) end_ = End::over;
    return std::nullopt;
}

}  // namespace kiosk
