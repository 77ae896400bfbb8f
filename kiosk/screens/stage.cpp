#include "kiosk/screens/stage.h"

#include <imgui.h>

#include "kiosk/base/owned.h"
#include "kiosk/screens/raster.h"
#include "kiosk/screens/text.h"
#include "kiosk/screens/theme.h"

namespace kiosk {
namespace {

void destroy_context(ImGuiContext* context) { ImGui::DestroyContext(context); }

constexpr ImGuiWindowFlags whole_screen = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground |
                                          ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                          ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav;

}  // namespace

struct Stage::Inside {
    Owned<ImGuiContext, destroy_context> context{ImGui::CreateContext()};
    TextPress press = {};
    Raster raster = {};
};

Stage::Stage() : inside_(std::make_unique<Inside>()) {
    ImGui::SetCurrentContext(inside_->context.get());
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
    // No word is drawn in ImGui's own font, but it insists on having one; its texture stays unused.
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    io.Fonts->Flags |= ImFontAtlasFlags_NoBakedLines | ImFontAtlasFlags_NoMouseCursors;
    io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
    io.Fonts->SetTexID(nullptr);
    ImGui::GetStyle().AntiAliasedLinesUseTex = false;
    ImGui::GetStyle().WindowPadding = {0, 0};
    ImGui::GetStyle().WindowBorderSize = 0;
}

Stage::~Stage() = default;

void Stage::forget() { inside_->raster.forget(); }

std::vector<PixelBox> Stage::draw(const Canvas& canvas, bool mirrored, const std::function<void(Page&)>& screen) {
    ImGui::SetCurrentContext(inside_->context.get());
    const float width = static_cast<float>(canvas.width), height = static_cast<float>(canvas.height);
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {width, height};
    io.DeltaTime = 1.0F / 60;
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({width, height});
    ImGui::Begin("screen", nullptr, whole_screen);
    Page page{*ImGui::GetWindowDrawList(), inside_->press, width, height, mirrored};
    page.fill(0, 0, width, height, colour::ink);
    screen(page);
    ImGui::End();
    ImGui::Render();
    auto boxes = inside_->raster.draw(*ImGui::GetDrawData(), canvas);
    inside_->press.end_frame();
    if (!boxes.empty()) ++frames_drawn_;
    return boxes;
}

}  // namespace kiosk
