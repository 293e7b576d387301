// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Safeguards
public import Vocabulary

/// 承継: an insurer goes on under another number, as two officers agree on it.
extension Gate {
    /// Proposes what is foreseen.
    public func propose(_ succession: SuccessionInput, by officer: Principal) throws -> Int64 {
        try perform(ProposeSuccession.operation, by: officer, for: .change) { scope in
            let seen = try ForeseeSuccession.perform(succession, in: scope).digest
            return try ProposeSuccession.perform(succession, seen: seen, in: scope)
        }
    }

    /// Approves a proposal, or sends it back where a reason is said.
    @discardableResult
    public func approve(
        succession id: Int64, sentBack: String? = nil, by officer: Principal
    ) throws -> ApproveSuccession.Report {
        try perform(ApproveSuccession.operation, by: officer, for: .change) {
            try ApproveSuccession.perform(id, sentBack: sentBack, in: $0)
        }
    }
}

extension SuccessionInput {
    /// Two insurers become 検証統合健康保険組合, whose members keep their symbols.
    public static func merger(
        of old: InsurerNumber, into new: InsurerNumber, on day: CivilDate
    ) -> SuccessionInput {
        SuccessionInput(
            old: old, new: new, newName: "検証統合健康保険組合", effectiveOn: day, keepsSymbols: true,
            basis: "通知（架空）")
    }
}

extension InsurerNumber {
    /// A number that is nobody's, with its right check digit.
    ///
    /// - Parameter seven: all digits but the last.
    public static func fictional(_ seven: String) -> InsurerNumber {
        let all = (0...9).compactMap { InsurerNumber("\(seven)\($0)") }
        guard let right = all.first(where: \.hasValidCheckDigit) else {
            preconditionFailure("7桁ではありません: \(seven)")
        }
        return right
    }
}
