// SPDX-License-Identifier: Apache-2.0
import CPango
import Vocabulary

/// The type case (活字箱): the pinned fonts, and which characters and variants they have.
///
/// The fonts come from a fontconfig configuration of our own, held in memory, so that neither the
/// machine's settings nor other fonts change a document.
final class TypeCase {
    let context: OpaquePointer
    private let map: UnsafeMutablePointer<PangoFontMap>
    private let config: OpaquePointer
    private var fonts: [Face: OpaquePointer] = [:]
    private var descriptions: [DescriptionKey: OpaquePointer] = [:]
    /// Scalars already found in the fonts; names repeat a few thousand characters.
    private var known: Set<UInt32> = []
    private var knownVariants: Set<UInt64> = []

    private struct DescriptionKey: Hashable {
        let face: Face
        let size: Double
    }

    /// Opens the fonts.
    ///
    /// - Throws: `Fault(.printer)` where a font of the house is not in the folders.
    init(_ folders: FontFolders) throws(Fault) {
        guard let config = FcConfigCreate() else {
            throw Fault(.printer, detail: "fontconfig gives no configuration")
        }
        let isRead = folders.configuration.withCString { text in
            text.withMemoryRebound(to: FcChar8.self, capacity: 1) {
                FcConfigParseAndLoadFromMemory(config, $0, FcBool(1))
            }
        }
        guard isRead != 0, FcConfigBuildFonts(config) != 0,
            let map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT)
        else {
            FcConfigDestroy(config)
            throw Fault(.printer, detail: "the font folders cannot be read")
        }
        pango_fc_font_map_set_config(OpaquePointer(map), config)
        self.config = config
        self.map = map
        context = pango_font_map_create_context(map)
        pango_context_set_language(context, pango_language_from_string("ja"))
        pango_cairo_context_set_resolution(context, 72)
        pango_context_set_round_glyph_positions(context, 0)
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
        for face in Face.allCases { try load(face) }
    }

    deinit {
        for font in fonts.values { hb_font_destroy(font) }
        for description in descriptions.values { pango_font_description_free(description) }
        g_object_unref(UnsafeMutableRawPointer(context))
        g_object_unref(UnsafeMutableRawPointer(map))
        FcConfigDestroy(config)
    }

    private func load(_ face: Face) throws(Fault) {
        let wanted = description(face, size: 10)
        guard let font = pango_font_map_load_font(map, context, wanted) else {
            throw Fault(.printer, detail: "font \(face.family) is not installed")
        }
        defer { g_object_unref(UnsafeMutableRawPointer(font)) }
        let found = pango_font_describe(font)
        defer { pango_font_description_free(found) }
        let family = pango_font_description_get_family(found).map { String(cString: $0) } ?? ""
        guard family == face.family, let shaper = pango_font_get_hb_font(font) else {
            throw Fault(.printer, detail: "font \(face.family) is not installed")
        }
        fonts[face] = hb_font_create(hb_font_get_face(shaper))
    }

    /// Font description of a face in points, made once.
    func description(_ face: Face, size: Double) -> OpaquePointer {
        let key = DescriptionKey(face: face, size: size)
        if let made = descriptions[key] { return made }
        guard let made = pango_font_description_new() else {
            preconditionFailure("no memory for a font description")
        }
        pango_font_description_set_family(made, face.families)
        pango_font_description_set_absolute_size(made, size * Double(PANGO_SCALE))
        pango_font_description_set_weight(
            made, face.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
        descriptions[key] = made
        return made
    }

    /// Whether some font of the house draws the character.
    func has(_ scalar: UInt32) -> Bool {
        if known.contains(scalar) { return true }
        for face in [Face.text, .name] {
            var glyph: hb_codepoint_t = 0
            guard hb_font_get_nominal_glyph(fonts[face], scalar, &glyph) != 0, glyph != 0
            else { continue }
            known.insert(scalar)
            return true
        }
        return false
    }

    /// Whether the font for names has exactly this variant (cmap format 14).
    func has(_ base: UInt32, selector: UInt32) -> Bool {
        let key = UInt64(base) << 32 | UInt64(selector)
        if knownVariants.contains(key) { return true }
        var glyph: hb_codepoint_t = 0
        guard hb_font_get_variation_glyph(fonts[.name], base, selector, &glyph) != 0, glyph != 0
        else { return false }
        knownVariants.insert(key)
        return true
    }
}
