// SPDX-License-Identifier: Apache-2.0
import Vocabulary

extension Say {
    /// 1,234.
    static func count(_ number: Int) -> String { Yen(number).grouped }

    /// 1,234件.
    static func cases(_ number: Int) -> String { count(number) + "件" }

    /// +1,234, −1,234, ±0: a difference.
    static func signed(_ number: Int) -> String {
        number == 0 ? "±0" : number > 0 ? "+" + count(number) : "−" + count(-number)
    }

    /// R7.4, in tables.
    static func month(_ month: YearMonth?) -> String {
        guard let month, let first = Wareki(month.firstDay) else { return month?.description ?? "" }
        return "\(first.era.initial)\(first.year).\(first.month)"
    }

    /// 3時間5分, 4分12秒, 8秒.
    static func duration(_ seconds: Int) -> String {
        let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60)
        if hours > 0 { return "\(hours)時間\(minutes)分" }
        return minutes > 0 ? "\(minutes)分\(rest)秒" : "\(rest)秒"
    }

    /// 12.3MB, 340KB.
    static func size(_ bytes: Int) -> String {
        if bytes >= 1_000_000, bytes % 1_000_000 < 100_000 { return "\(bytes / 1_000_000)MB" }
        if bytes >= 1_000_000 { return "\(bytes / 1_000_000).\(bytes / 100_000 % 10)MB" }
        return "\(max(1, (bytes + 999) / 1_000))KB"
    }

    /// The first name of an institution that is not empty: 略称, 正式名称, the code.
    static func institution(_ names: String?...) -> String {
        names.compactMap(\.self).first { !$0.isEmpty } ?? ""
    }
}
