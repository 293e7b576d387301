// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

struct ProtectionRequestRow: FactRow {
    static let table = "protection_request"
    static let columns = [
        "act", "kind", "source", "measure_from", "measure_until", "consulted", "abuser",
        "abuser_name", "abuser_kana", "abuser_relation", "reason", "proposer",
    ]
    let act: ProtectionRequest.Act
    var input: ProtectionInput?
    let first: AddresseeNumber
    let reason: String
    let proposer: String

    var owner: CellOwner? { .person(first) }
    var values: [any SQLValueConvertible] { preconditionFailure("氏名は行の場所に封をして書きます") }

    func values(at place: RowPlace) -> [any SQLValueConvertible] {
        let abuser = input?.abuser ?? Abuser()
        func sealed(_ text: String, _ column: String) -> [UInt8]? {
            text.isEmpty ? nil : place.seal(text, column)
        }
        return [
            act.rawValue, input?.kind.rawValue, input?.source.rawValue, input?.from, input?.until,
            input?.consulted, abuser.number, sealed(abuser.name, "abuser_name"),
            sealed(abuser.kana, "abuser_kana"),
            abuser.relation.isEmpty ? nil : abuser.relation, reason, proposer,
        ]
    }
}

struct ProtectionMemberRow: FactRow {
    static let table = "protection_member"
    static let columns = ["request_id", "subject", "version"]
    let request: Int64
    let subject: AddresseeNumber
    let version: String?

    var values: [any SQLValueConvertible] { [request, subject, version] }
}

struct ProtectionOutcomeRow: FactRow {
    static let table = "protection_outcome"
    static let columns = ["request_id", "outcome", "officer", "reason"]
    let request: Int64
    let outcome: ProtectionRequest.Outcome
    let officer: String
    let reason: String?

    var values: [any SQLValueConvertible] { [request, outcome.rawValue, officer, reason] }
}
