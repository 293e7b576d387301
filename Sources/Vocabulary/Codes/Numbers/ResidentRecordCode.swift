// SPDX-License-Identifier: Apache-2.0

/// The resident record code (住民票コード): 10 digits and a check digit; never printed.
///
/// 住民基本台帳法30条の37 and 38 forbid asking for it and notifying it outside their cases, so its
/// description shows four digits and it has no textual coding; who must store it takes `digits`.
public struct ResidentRecordCode: Hashable, Sendable {
    public static let kind = CodeKind.residentRecord
    /// ASCII digits. Never put them on a screen, a paper, a log or a message.
    public let digits: String

    /// Reads 11 ASCII digits; `nil` for anything else. The check digit is not asked (`finding`).
    public init?(_ description: String) {
        guard let run = DigitRun(description), run.count == 11 else { return nil }
        digits = description
    }

    /// Form and check digit in words; a wrong digit is a warning (the formula is unverified).
    public var finding: CodeFinding { CodeFinding.inspect(Self.kind, digits) }
}

extension ResidentRecordCode: CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// Seven stars and the last four digits.
    public var description: String { "*******" + digits.suffix(4) }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["code": description]) }
}
