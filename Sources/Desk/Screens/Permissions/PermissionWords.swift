// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Vocabulary

/// The words of 権限一覧, on the screen, on paper and in the file.
enum PermissionWords {
    /// The roles of people; machines have no user id.
    static let roles = Role.allCases.filter { $0 != .system }

    /// What the list of a day that is over does not know as it was then.
    static let asOfNow = "操作の表と所管課は今の版による。"

    /// Days after which a user id counts as not used, as in 棚卸し.
    private static let unusedDays = 90

    static func names(_ held: Set<Role>) -> String {
        Role.allCases.filter(held.contains).map(\.title).joined(separator: "・")
    }

    /// One cell a role.
    static func cells(_ line: PermissionLine) -> [String] {
        roles.map { role in
            guard line.roles[role] != nil else { return "" }
            return role == .head && line.isDeputy ? "代理" : "○"
        }
    }

    /// The last day of the role that ends first.
    static func until(_ line: PermissionLine) -> String {
        line.roles.values.min().map { Say.short($0.previous) + "まで" } ?? ""
    }

    static func remarks(_ line: PermissionLine, on day: CivilDate) -> [String] {
        let last = line.lastLogin.map { $0.dayInJapan.days(until: day) }
        return [
            line.isStopped ? "停止" : nil,
            line.roles.isEmpty ? "権限なし" : nil,
            line.isOutside ? "他課" : nil,
            last.flatMap { $0 > unusedDays ? "\($0)日使われていない" : nil },
        ].compactMap(\.self)
    }

    static func kind(_ kind: OperationDefinition.Kind) -> String {
        switch kind {
        case .read: "照会"
        case .write: "記録"
        case .output: "出力"
        }
    }

    static func needs(_ operation: OperationDefinition) -> String {
        [
            operation.needsReason ? "理由" : nil, operation.needsProof ? "認証器の証" : nil,
        ].compactMap(\.self).joined(separator: "・")
    }
}
