// SPDX-License-Identifier: Apache-2.0

/// The faces of the house: a universal-design gothic for reading, a mincho for names.
enum Face: Hashable, CaseIterable {
    /// BIZ UDPGothic, for everything that is read.
    case text
    case textBold
    /// BIZ UDGothic, all figures of one width, for numbers and amounts.
    case figures
    case figuresBold
    /// IPAmj Mincho, for names: the variants of the Moji_Joho collection (文字情報基盤).
    case name

    /// Families in the order in which a character is looked for.
    var families: String {
        switch self {
        case .text, .textBold: "BIZ UDPGothic,IPAmjMincho,IPAexGothic"
        case .figures, .figuresBold: "BIZ UDGothic,IPAmjMincho,IPAexGothic"
        case .name: "IPAmjMincho,BIZ UDPGothic,IPAexMincho"
        }
    }

    var isBold: Bool { self == .textBold || self == .figuresBold }

    /// The family that must be there.
    var family: String { String(families.prefix { $0 != "," }) }
}
