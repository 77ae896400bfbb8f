# Writes the page's style sheet and script as string literals: OUTPUT, FILES (first the style sheet, then the script).
list(GET FILES 0 style)
list(GET FILES 1 script)
file(READ ${style} style_text)
file(READ ${script} script_text)
string(SHA256 script_mark "${script_text}")
string(SUBSTRING ${script_mark} 0 8 script_mark)
file(WRITE ${OUTPUT} "#include \"kiosk/phone/pages/phone_page.h\"

namespace kiosk {

std::string_view page_style() { return R\"file(${style_text})file\"; }

const PageFile& page_script() {
    static constexpr PageFile file{\"${script_mark}.js\", \"text/javascript; charset=utf-8\", R\"file(${script_text})file\"};
    return file;
}

}  // namespace kiosk
")
