// SPDX-License-Identifier: Apache-2.0
import CPango

/// Sets texts into boxes.
///
/// Forms' fixed words are set once and stay. Of the sheets' own words those of the last sheet are
/// kept: sender, notes and sentences repeat from letter to letter, and memory stays bounded.
final class Typesetter {
    private let types: TypeCase
    private var fixed: [Order: Setting] = [:]
    private var current: [Order: Setting] = [:]
    private var previous: [Order: Setting] = [:]
    /// Drawings of forms' fixed parts, by name.
    let plates = Plates()
    let seals = SealDrawing()

    /// A text, its style and its box in points.
    struct Order: Hashable {
        let text: [UInt8]
        let style: TextStyle
        let width: Double?
        let height: Double?

        /// All bytes at once: an array by itself hands them to the hasher one by one.
        func hash(into hasher: inout Hasher) {
            text.withUnsafeBytes { hasher.combine(bytes: $0) }
            hasher.combine(style.size)
            hasher.combine(width)
            hasher.combine(height)
        }
    }

    init(_ types: TypeCase) { self.types = types }

    /// Turns to the next sheet; words that it does not share are forgotten after it.
    func turn() {
        swap(&previous, &current)
        current.removeAll(keepingCapacity: true)
    }

    /// Sets a text; `isFixed` words belong to the form and stay set for the next sheet.
    func set(
        _ text: String, _ style: TextStyle, width: Double? = nil, height: Double? = nil,
        isFixed: Bool = false
    ) -> Setting {
        let order = Order(text: Array(text.utf8), style: style, width: width, height: height)
        if let done = fixed[order] ?? current[order] { return done }
        if let done = previous.removeValue(forKey: order) {
            current[order] = done
            return done
        }
        let setting = make(text, style, width: width, height: height)
        if isFixed { fixed[order] = setting } else { current[order] = setting }
        return setting
    }

    private func make(
        _ text: String, _ style: TextStyle, width: Double?, height: Double?
    ) -> Setting {
        guard let layout = pango_layout_new(types.context) else {
            preconditionFailure("no memory for a layout")
        }
        var problems = types.problems(in: text)
        pango_layout_set_text(layout, text, Int32(text.utf8.count))
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        pango_layout_set_auto_dir(layout, 0)
        if style.leading != 1 { pango_layout_set_line_spacing(layout, Float(style.leading)) }
        switch style.alignment {
        case .left: break
        case .center: pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER)
        case .right: pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT)
        }
        if style.isJustified { pango_layout_set_justify(layout, 1) }
        addAttributes(to: layout, text, style)
        let measure = fit(layout, style, width: width, height: height)
        if measure.isTooLong { problems.append(.tooLong) }
        // A second, independent look: what Pango itself could not find a glyph for.
        if problems.isEmpty, pango_layout_get_unknown_glyphs_count(layout) > 0 {
            problems.append(.missingGlyph(0))
        }
        return Setting(
            layout: layout, width: measure.width, height: measure.height, problems: problems)
    }

    /// Makes the text smaller, and breaks it where the style allows, until it fits the box.
    private func fit(
        _ layout: OpaquePointer, _ style: TextStyle, width: Double?, height: Double?
    ) -> (width: Double, height: Double, isTooLong: Bool) {
        let scale = Double(PANGO_SCALE)
        var isBroken = style.wrapping == .always
        var size = style.size
        while true {
            pango_layout_set_font_description(
                layout, types.description(style.face, size: size))
            if style.indent != 0 {
                pango_layout_set_indent(layout, Int32(style.indent * scale))
            }
            let limit = isBroken ? width : nil
            pango_layout_set_width(layout, limit.map { Int32($0 * scale) } ?? -1)
            var logical = PangoRectangle()
            pango_layout_get_extents(layout, nil, &logical)
            let found = (
                width: Double(logical.width) / scale, height: Double(logical.height) / scale
            )
            let fits =
                found.width <= (width ?? .infinity) + 0.05
                && found.height <= (height ?? .infinity) + 0.05
            if fits || size <= 3 {
                if !isBroken, let width {
                    // A line of its own is aligned within its box, too.
                    pango_layout_set_width(layout, Int32(width * scale))
                }
                return (found.width, found.height, !fits || size < style.smallest)
            }
            if !isBroken, style.wrapping == .afterShrinking, size - 0.5 < style.smallest {
                isBroken = true
                size = style.size
            } else {
                size -= 0.5
            }
        }
    }

    /// Letter spacing, and the face of names wherever a variant is asked for.
    private func addAttributes(to layout: OpaquePointer, _ text: String, _ style: TextStyle) {
        let variants = style.face == .name ? [] : Typesetter.variants(in: text)
        guard style.tracking != 0 || !variants.isEmpty else { return }
        let list = pango_attr_list_new()
        if style.tracking != 0 {
            pango_attr_list_insert(
                list, pango_attr_letter_spacing_new(Int32(style.tracking * Double(PANGO_SCALE))))
        }
        for range in variants {
            guard let attribute = pango_attr_family_new(Face.name.families) else { continue }
            attribute.pointee.start_index = UInt32(range.lowerBound)
            attribute.pointee.end_index = UInt32(range.upperBound)
            pango_attr_list_insert(list, attribute)
        }
        pango_layout_set_attributes(layout, list)
        pango_attr_list_unref(list)
    }

    /// UTF-8 ranges of base character and selector.
    private static func variants(in text: String) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var offset = 0
        var before = 0
        for scalar in text.unicodeScalars {
            let length = Unicode.UTF8.width(scalar)
            if isVariationSelector(scalar.value) { found.append(before..<(offset + length)) }
            before = offset
            offset += length
        }
        return found
    }
}
