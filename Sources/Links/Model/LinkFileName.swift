// SPDX-License-Identifier: Apache-2.0
public import Formats
public import Vocabulary

/// What the agreed name of a file says: `kokuho_差分_20250501060000_002.csv`.
public struct LinkFileName: Hashable, Sendable {
    /// Id of the layout.
    public let layout: String
    public let scope: FeedScope
    /// When the peer made it.
    public let madeAt: Instant
    /// 連番: counts the files of this layout without a gap.
    public let sequence: Int

    /// `nil` for any other form.
    public init?(_ name: String) {
        guard name.hasSuffix(".csv") else { return nil }
        let parts = name.dropLast(4).split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count >= 4, let moment = Self.moment(parts[parts.count - 2]),
            parts[parts.count - 1].utf8.count == 3, let sequence = Int(parts[parts.count - 1])
        else { return nil }
        switch parts[parts.count - 3] {
        case "全件": scope = .full
        case "差分": scope = .difference
        default: return nil
        }
        layout = parts.dropLast(3).joined(separator: "_")
        madeAt = moment
        self.sequence = sequence
    }

    /// `yyyyMMddHHmmss` in Japan.
    private static func moment(_ text: Substring) -> Instant? {
        guard text.utf8.count == 14, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        func number(_ range: Range<Int>) -> Int {
            Int(text.dropFirst(range.lowerBound).prefix(range.count)) ?? 0
        }
        let (hour, minute, second) = (number(8..<10), number(10..<12), number(12..<14))
        guard hour < 24, minute < 60, second < 60,
            let day = CivilDate(year: number(0..<4), month: number(4..<6), day: number(6..<8))
        else { return nil }
        return Instant(noonInJapan: day)
            .adding(seconds: Int64((hour - 12) * 3_600 + minute * 60 + second))
    }
}
