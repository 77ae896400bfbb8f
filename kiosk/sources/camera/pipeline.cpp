#include "kiosk/sources/camera/pipeline.h"

#include <algorithm>
#include <filesystem>
#include <string_view>

namespace kiosk {
namespace {

namespace fs = std::filesystem;

// What comes faster than 15 times a second is dropped before it is converted; of frames that nobody took the last counts.
constexpr std::string_view to_frames =
    " ! videorate drop-only=true max-rate=15 ! videoconvert ! video/x-raw,format=GRAY8"
    " ! appsink name=frames max-buffers=1 drop=true sync=";

std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') result += '\\';
        result += letter;
    }
    return result + '"';
}

/// A camera's best pictures for reading are its 720p ones; others are taken where it has none.
std::string of_device(const std::string& device) {
    return "v4l2src device=" + quoted(device) +
           " ! capsfilter caps=\"video/x-raw,width=1280,height=720,framerate=[10/1,60/1];"
           "image/jpeg,width=1280,height=720;video/x-raw,width=[320,1920];image/jpeg,width=[320,1920]\""
           " ! decodebin" + std::string{to_frames} + "false";
}

std::vector<std::string> devices() {
    std::vector<std::string> found;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator("/dev", error))
        if (entry.path().filename().string().starts_with("video")) found.push_back(entry.path().string());
    std::ranges::sort(found, [](const std::string& a, const std::string& b) {
        return a.size() != b.size() ? a.size() < b.size() : a < b;  // video2 before video10
    });
    return found;
}

}  // namespace

std::vector<std::string> pipelines_for(const std::string& source) {
    std::vector<std::string> pipelines;
    std::error_code error;
    if (source == "auto") {
        for (const std::string& device : devices()) pipelines.push_back(of_device(device));
    } else if (source.starts_with("/dev/")) {
        pipelines.push_back(of_device(source));
    } else if (source.find("://") != std::string::npos && source.find('!') == std::string::npos) {
        pipelines.push_back("uridecodebin uri=" + quoted(source) + std::string{to_frames} + "true");
    } else if (fs::is_regular_file(source, error)) {
        pipelines.push_back("filesrc location=" + quoted(source) + " ! decodebin" + std::string{to_frames} + "true");
    } else {
        pipelines.push_back(source + std::string{to_frames} + "true");
    }
    return pipelines;
}

std::optional<std::vector<std::string>> pictures_of(const std::string& source) {
    std::error_code error;
    if (!fs::is_directory(source, error)) return std::nullopt;
    std::vector<std::string> pictures;
    for (const auto& entry : fs::directory_iterator(source, error))
        if (entry.is_regular_file(error)) pictures.push_back(entry.path().string());
    std::ranges::sort(pictures);
    return pictures;
}

}  // namespace kiosk
