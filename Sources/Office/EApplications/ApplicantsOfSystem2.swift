// SPDX-License-Identifier: Apache-2.0
import Addressee
import Entitlement
import Links
import NumberGate
import Safeguards
import Vocabulary

/// Answers who an applicant is from System 2, through its own gate and log. A 個人番号 is sealed as
/// the first thing that happens to it here; what goes back is 宛名番号 only.
struct ApplicantsOfSystem2: ApplicantMatch {
    let window: PeerWindow
    let directory: DirectoryOfSystem2

    func match(
        _ person: StatedPerson, digits: [UInt8]?, key: String
    ) throws -> ApplicantAnswer {
        guard let welfare = window.register.peer(.welfare) else {
            return ApplicantAnswer(number: nil, doubt: "統合宛名の接続先に福祉総合システムが登録されていません")
        }
        let sealed: SealedNumber?
        do {
            sealed = try digits.map {
                try window.seal(String(decoding: $0, as: UTF8.self))
            }
        } catch is NumberRefusal {
            return ApplicantAnswer(number: nil, doubt: "申請の個人番号の検査数字が合わないため、結びません")
        }
        let answer = try window.match(
            number: sealed, items: FourItems(person),
            PeerCall(welfare, key: key))
        return ApplicantAnswer(
            number: answer.addressee, doubt: answer.doubt?.rawValue,
            waitingCase: answer.waitingCase)
    }

    func candidates(_ person: StatedPerson) throws -> [ApplicantCandidate] {
        guard let welfare = window.register.peer(.welfare) else { return [] }
        let items = FourItems(person)
        guard !items.name.isEmpty || !items.kana.isEmpty else { return [] }
        let call = PeerCall(welfare, reason: "電子申請の突合")
        return try window.candidates(items, call).map { candidate in
            ApplicantCandidate(
                number: candidate.addressee, origin: candidate.origin.rawValue,
                lines: candidate.comparison.lines.map {
                    ComparedLine($0, isProtected: candidate.isProtected)
                }, isFromHistory: candidate.isFromHistory)
        }
    }

    func compare(
        _ person: StatedPerson, with number: AddresseeNumber
    ) throws -> [ComparedLine]? {
        guard let known = try directory.person(number) else { return nil }
        let registered = FourItems(
            name: known.name, kana: known.kana, sex: known.sex.rawValue, born: .known(known.born),
            address: known.address, building: known.building)
        let comparison = FourItemComparison(
            stated: FourItems(person), registered: registered)
        return comparison.lines.map { ComparedLine($0, isProtected: known.isProtected) }
    }
}

extension FourItems {
    fileprivate init(_ person: StatedPerson) {
        self.init(
            name: person.name, kana: person.kana, sex: person.sex,
            born: person.born.map { .known($0) } ?? .unknown, address: person.address,
            building: person.building)
    }
}

extension ComparedLine {
    /// Under a protection measure neither the address nor whether it agrees is told: whoever sends
    /// guesses must learn nothing.
    fileprivate init(_ line: FourItemComparison.Line, isProtected: Bool) {
        let isHidden = isProtected && line.item == .address
        self.init(
            item: line.item.rawValue, stated: line.stated,
            registered: isHidden ? "" : line.registered,
            verdict: isHidden ? .hidden : Verdict(rawValue: line.verdict.rawValue) ?? .missing)
    }
}
