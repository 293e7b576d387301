// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Payments
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

extension MoneyBench {
    /// Yen that the mother, or another one, is asked for, decided by a head.
    func claim(
        _ yen: Int = 600, of debtor: AddresseeNumber = Family.of(.ordinary).mother,
        due: CivilDate? = nil, key: String = "K1"
    ) throws -> Int64 {
        let office = bench.office
        let law = office.recoveryLaw
        let id = try office.casework.perform(
            ProposeRecovery.operation, by: Self.officer("p9", .payment), for: .benefit
        ) {
            try ProposeRecovery.perform(
                RecoveryClaim(
                    child: child, recipient: debtor, amount: Yen(yen),
                    reason: .wrong, explanation: "計算の誤り", dueOn: due), key: key, in: $0)
        }
        try office.casework.perform(
            ApproveRecoveryAct.operation, by: Self.officer("h9", .head), for: .benefit
        ) { scope in
            let request = try #require(
                try RecoveryRequestBook.requests(of: id, from: scope.db).first)
            try ApproveRecoveryAct.perform(request.id, law: law, in: scope)
        }
        return id
    }
}
