#include "kiosk/sources/codes/zxing_reader.h"

#define ZX_USE_UTF8 1  // version 1 gives wide strings without it
#include <ZXing/ReadBarcode.h>
#if __has_include(<ZXing/Version.h>)
#include <ZXing/Version.h>
#else
#include <ZXing/ZXVersion.h>
#endif

namespace kiosk {
namespace {

#if ZXING_VERSION_MAJOR >= 2
using Options = ZXing::ReaderOptions;
#else
using Options = ZXing::DecodeHints;
#endif

ZXing::Binarizer binarizer(Ink ink) {
    switch (ink) {
        case Ink::global:
            return ZXing::Binarizer::GlobalHistogram;
        case Ink::fixed:
            return ZXing::Binarizer::FixedThreshold;
        case Ink::local:
            break;
    }
    return ZXing::Binarizer::LocalAverage;
}

Options options_for(const ZxingEffort& effort) {
    Options options;
    ZXing::BarcodeFormats formats = ZXing::BarcodeFormat::QRCode;
    if (effort.with_data_matrix) formats |= ZXing::BarcodeFormat::DataMatrix;
    options.setFormats(formats);
    options.setBinarizer(binarizer(effort.ink));
    options.setTryHarder(effort.harder);
    options.setTryRotate(false);
    options.setTryDownscale(false);
    options.setIsPure(effort.is_only_code);
#if ZXING_VERSION_MAJOR >= 2
    options.setTryInvert(false);
    options.setTextMode(ZXing::TextMode::Plain);
#endif
    return options;
}

PicturePoint point(const ZXing::PointI& point) { return {static_cast<float>(point.x), static_cast<float>(point.y)}; }

}  // namespace

FoundCodes read_with_zxing(const GreyPicture& picture, const ZxingEffort& effort) {
    const ZXing::ImageView view(picture.pixels.data(), picture.width, picture.height, ZXing::ImageFormat::Lum);
    FoundCodes codes;
    for (const auto& result : ZXing::ReadBarcodes(view, options_for(effort))) {
        if (!result.isValid()) continue;
        const auto& at = result.position();
        FoundCode code = {result.text(), {point(at[0]), point(at[1]), point(at[2]), point(at[3])}};
        if (result.isPartOfSequence()) {
            code.part = result.sequenceIndex();
            code.parts = result.sequenceSize();
            code.sequence = result.sequenceId();
        }
        codes.push_back(std::move(code));
    }
    return codes;
}

}  // namespace kiosk
