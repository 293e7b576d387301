// SPDX-License-Identifier: Apache-2.0
import Addressee
import Office
import Safeguards
import Vocabulary

extension Visit {
    /// Carries out an operation of System 2, behind System 2's own gate and in its own log.
    func performInAddressee<R: Sendable>(
        _ operation: OperationCode, about subjects: [AddresseeNumber] = [],
        for purpose: Purpose? = nil, reason: String? = nil,
        _ body: @escaping @Sendable (Scope) throws -> R
    ) async throws -> R {
        let officer = try officer()
        let definition = operation.definition
        let isRead = definition.kind == .read
        let value = try await installation.addressee.performAsync(
            operation, by: officer, for: purpose ?? definition.purpose(for: officer, operation),
            about: subjects, reason: reason, once: isRead ? nil : onceKey, body)
        if !isRead { desk.forgetWaiting(by: officer.officer, after: operation) }
        return value
    }

    /// The business of this office among the peers of System 2.
    /// - Throws: `AddresseeRefusal.notRegisteredForRequest` where the register does not name it.
    func welfare() throws -> Peer {
        guard let peer = installation.peers.register.peer(.welfare) else {
            throw AddresseeRefusal.notRegisteredForRequest
        }
        return peer
    }
}

extension Resident.Status {
    /// The word on the screens.
    var wording: String {
        switch self {
        case .resident: "住民"
        case .movedOut: "転出"
        case .dead: "死亡"
        case .nonResident: "住登外"
        }
    }
}

extension Say {
    /// A day as text: R6.2.5; what is known of it only in part stays as it was stated.
    static func stated(_ text: String) -> String {
        CivilDate(iso: text).map { short($0) } ?? text
    }

    static func sex(_ code: String) -> String {
        code == "1" ? "男" : code == "2" ? "女" : "不明"
    }
}
