// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Which way a message goes.
public enum RelayDirection: String, Sendable, Codable, CaseIterable {
    /// From the business to the 中間サーバー: 宛名番号 becomes 団体内統合宛名番号.
    case outward
    /// Back to the business.
    case inward
}

/// A message with its numbers exchanged and everything else as it came.
public struct RelayedMessage: Sendable, Hashable {
    /// What goes on; `nil` when no row is left, or when the number stands outside of any row.
    public let message: [UInt8]?
    /// Numbers exchanged.
    public let converted: Int
    /// The rows that were kept back, with their numbers (rows count from 1; 0 is outside of any).
    public let problems: [Conversion.Problem]
}

/// Why a message is not passed through at all.
public enum RelayRefusal: Refusal, Hashable {
    /// Not an interface of the inquiry.
    case interfaceNotPassed
    /// The message cannot be read.
    case unreadable(String)

    public var code: String {
        switch self {
        case .interfaceNotPassed: "E-ADR-044"
        case .unreadable: "E-ADR-045"
        }
    }

    public var message: String {
        switch self {
        case .interfaceNotPassed:
            "このインターフェースは中継しません。照会系の番号かを確かめてください（提供は行いません）"
        case .unreadable(let why): "電文を読めないため、何も送りませんでした。\(why)。直して送り直してください"
        }
    }
}
