// SPDX-License-Identifier: Apache-2.0

/// A variation selector (異体字セレクタ): VS1–16 and VS17–256.
func isVariationSelector(_ scalar: UInt32) -> Bool {
    (0xFE00...0xFE0F).contains(scalar) || (0xE0100...0xE01EF).contains(scalar)
}

extension TypeCase {
    /// What of a text cannot be drawn as it stands, in the order of the text.
    ///
    /// Counting unknown glyphs afterwards finds missing characters but not missing variants: those
    /// are drawn as the default glyph without a word, so each base and selector is looked up.
    func problems(in text: String) -> [PrintProblem.Kind] {
        var found: [PrintProblem.Kind] = []
        var base: UInt32 = 0
        for scalar in text.unicodeScalars {
            let value = scalar.value
            if isVariationSelector(value) {
                if !has(base, selector: value) {
                    found.append(.unknownVariant(base: base, selector: value))
                }
            } else if value < 0x20 || (0x7F...0x9F).contains(value) {
                if value != 0x0A { found.append(.controlCharacter(value)) }
            } else if !has(value) {
                found.append(.missingGlyph(value))
            }
            base = value
        }
        return found
    }
}
