// SPDX-License-Identifier: Apache-2.0
import Benefits

/// 受付の方法 of a whole sheet of reimbursements (1310, 1311): asked once, never for a row.
enum EntryChannel {
    static let field = "channel"
    private static let offered: [ReimbursementInput.Channel] = [.counter, .post]

    /// At the counter, where nothing else was chosen.
    static func read(_ typed: Typed) -> ReimbursementInput.Channel {
        offered.first { $0.rawValue == typed[field] } ?? .counter
    }

    static func choice(_ typed: Typed) -> FormField {
        .select(field, "受付の方法", typed, offered.map { ($0.rawValue, words($0)) })
    }

    static func words(_ channel: ReimbursementInput.Channel) -> String {
        switch channel {
        case .counter: "窓口"
        case .post: "郵送"
        case .electronic: "電子申請"
        }
    }

    /// What is said beside the day, where the papers did not come to the counter.
    static func note(_ channel: ReimbursementInput.Channel) -> String {
        channel == .counter ? "" : "（\(words(channel))）"
    }
}
