// SPDX-License-Identifier: Apache-2.0
import Vocabulary

@testable import Safeguards

extension WatchedAccess {
    /// An access as the gate would hand it over.
    static func sample(
        _ operation: OperationCode, by principal: Principal, about person: AddresseeNumber,
        at now: Instant
    ) -> WatchedAccess {
        WatchedAccess(
            operation: operation, principal: principal, purpose: .maintenance, named: [person],
            subjects: [person], count: 1, reason: nil, now: now)
    }
}

extension Emergency {
    /// An emergency access in force.
    static func sample(_ number: Int64, until moment: Instant) -> Emergency {
        Emergency(number: number, operations: [.viewPerson], until: moment)
    }
}
