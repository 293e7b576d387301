// SPDX-License-Identifier: Apache-2.0

/// How a text is set: face, size in points and what gives way when the box is too small.
struct TextStyle: Hashable {
    /// Where lines stand in their box.
    enum Alignment: Hashable { case left, center, right }

    /// What gives way first.
    enum Wrapping: Hashable {
        /// One line that becomes smaller.
        case never
        /// Lines are broken, then everything becomes smaller.
        case always
        /// One line that becomes smaller down to `smallest`, then broken lines.
        case afterShrinking
    }

    var face: Face
    var size: Double
    /// Below this size text is not legible enough and the report says so.
    var smallest: Double
    var alignment: Alignment
    var wrapping: Wrapping
    /// Distance of lines as a multiple of the natural one.
    var leading: Double
    /// Indent of the first line in points.
    var indent: Double
    /// Extra space between characters in points.
    var tracking: Double
    /// Whether broken lines are spread to the full width.
    var isJustified: Bool

    init(
        _ face: Face, _ size: Double, smallest: Double? = nil,
        _ alignment: Alignment = .left, _ wrapping: Wrapping = .always, leading: Double = 1,
        indent: Double = 0, tracking: Double = 0,
        isJustified: Bool = false
    ) {
        self.face = face
        self.size = size
        self.smallest = smallest ?? min(size, 7)
        self.alignment = alignment
        self.wrapping = wrapping
        self.leading = leading
        self.indent = indent
        self.tracking = tracking
        self.isJustified = isJustified
    }

    /// The same in the face of running text.
    init(
        _ size: Double, smallest: Double? = nil, _ alignment: Alignment = .left,
        _ wrapping: Wrapping = .always, leading: Double = 1, indent: Double = 0,
        tracking: Double = 0, isJustified: Bool = false
    ) {
        self.init(
            .text, size, smallest: smallest, alignment, wrapping, leading: leading,
            indent: indent, tracking: tracking, isJustified: isJustified)
    }

    func aligned(_ alignment: Alignment) -> TextStyle {
        var copy = self
        copy.alignment = alignment
        return copy
    }
}
