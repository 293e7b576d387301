// SPDX-License-Identifier: Apache-2.0

/// A value as a reader may see it: whole, with its end only, or not at all.
public struct Masked: Hashable, Sendable, CustomStringConvertible {
    /// The text for screen and paper.
    public let description: String
    /// True when the whole value is there.
    public let isWhole: Bool

    /// - Parameter tail: how many characters at the end a masked value shows.
    public init(_ value: String, _ visibility: Visibility, tail: Int = 0) {
        switch visibility {
        case .shown:
            description = value
            isWhole = true
        case .masked:
            // A short value would show most of itself: at most a third is shown.
            let shown = min(tail, value.count / 3)
            description = String(repeating: "＊", count: value.count - shown) + value.suffix(shown)
            isWhole = false
        case .hidden:
            description = ""
            isWhole = false
        }
    }

    /// A value of a field as a reader sees it: of account and phone the last two digits.
    public init(_ value: String, of field: Field, to reader: Principal) {
        let tail = field == .account || field == .phone ? 2 : 0
        self.init(value, FieldPolicy.visibility(of: field, to: reader), tail: tail)
    }
}
