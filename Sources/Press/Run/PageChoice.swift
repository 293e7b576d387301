// SPDX-License-Identifier: Apache-2.0

/// Which pages of a run are printed (ページ指定): `1-3,7`. Page numbers, envelopes and codes stay those
/// of the whole run.
public struct PageChoice: Hashable, Sendable, LosslessStringConvertible {
    private let ranges: [ClosedRange<Int>]

    /// Reads pages and ranges, full width and half width, or `nil` where one is no page.
    public init?(_ description: String) {
        var ranges: [ClosedRange<Int>] = []
        let plain = String(description.unicodeScalars.map(PageChoice.narrow))
        for part in plain.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map {
                Int($0.filter { !$0.isWhitespace })
            }
            guard (1...2).contains(ends.count), let first = ends[0],
                let last = ends[ends.count - 1],
                first >= 1, first <= last, last <= 1_000_000
            else { return nil }
            ranges.append(first...last)
        }
        guard !ranges.isEmpty else { return nil }
        self.ranges = ranges
    }

    public var description: String {
        ranges.map {
            $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)"
        }.joined(separator: ",")
    }

    func contains(_ page: Int) -> Bool { ranges.contains { $0.contains(page) } }

    private static func narrow(_ scalar: Unicode.Scalar) -> Character {
        switch scalar {
        case "、", "，", "､": ","
        case "−", "－", "ー", "~", "〜", "～": "-"
        case "０"..."９": Character(Unicode.Scalar(UInt8(scalar.value - 0xFF10 + 0x30)))
        default: Character(scalar)
        }
    }
}
