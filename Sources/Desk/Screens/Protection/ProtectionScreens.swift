// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Vocabulary

/// 支援措置: the panel of one person (1020), the list of all, letters that wait (1410).
enum ProtectionScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.protection, to: ProtectionScreen.show)
        book.bind(.proposeProtection, to: ProtectionSteps.propose, again: ProtectionScreen.page)
        book.bind(
            .proposeProtectionEnd, to: ProtectionSteps.proposeEnd, again: ProtectionScreen.page)
        book.bind(.protections, to: ProtectionListScreen.show)
        book.bind(
            .approveProtection, to: ProtectionSteps.approve, again: ProtectionListScreen.page)
        book.bind(
            .sendBackProtection, to: ProtectionSteps.sendBack, again: ProtectionListScreen.page)
        book.bind(
            .approveProtectionEnd, to: ProtectionSteps.approveEnd,
            again: ProtectionListScreen.page)
        book.bind(
            .sendBackProtectionEnd, to: ProtectionSteps.sendBack,
            again: ProtectionListScreen.page)
        book.bind(.postings, to: PostingScreen.show)
        book.bind(.postLetters, to: PostingSteps.post, again: PostingScreen.page)
        book.bind(.takeLetterOut, to: PostingSteps.takeOut, again: PostingScreen.page)
        book.bind(.releaseLetter, to: PostingSteps.release, again: PostingScreen.page)
        book.bind(.releaseInquiry, to: HeldInquirySteps.release, again: PostingScreen.page)
        book.bind(.writeReleasedInquiry, to: HeldInquirySteps.write, again: PostingScreen.page)
    }
}

/// One request of the list or of the panel, with the buttons of the second officer.
struct ProtectionRequestRow: PageModel {
    let id: String
    let act: String
    let members: [NamedPerson]
    let period: String
    let source: String
    let abuser: String
    let why: String
    let proposed: String
    let outcome: String
    let isOpen: Bool
    let approve: String?
    let back: String?
    let isOwn: Bool

    init(
        _ request: ProtectionRequest, _ people: [AddresseeNumber: ResidentSnapshot],
        _ visit: Visit, _ reader: Principal
    ) {
        id = String(request.id)
        act = request.act.wording
        members = request.members.keys.sorted().map { NamedPerson($0, people, for: reader) }
        let days = [
            request.from.map { "\(Say.short($0))から" },
            request.until.map { "\(Say.short($0))まで" },
        ]
        period = days.compactMap(\.self).joined()
        source = [request.source?.wording, request.kind?.wording, request.consulted]
            .compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "／")
        abuser = ProtectionWords.abuser(request.abuser, reader)
        why = request.reason
        proposed = "\(Say.moment(request.recordedAt)) \(visit.desk.name(of: request.proposer))"
        outcome =
            request.outcome.map { outcome in
                let decided = request.decidedAt.map(Say.moment) ?? ""
                let reason = request.decidedWhy.map { "（\($0)）" } ?? ""
                return
                    "\(outcome.wording) \(decided) \(request.decidedBy.map { visit.desk.name(of: $0) } ?? "")\(reason)"
            } ?? "決裁待ち"
        isOpen = request.isOpen
        isOwn = request.isOpen && request.proposer == reader.officer
        let operation = SendBackProtection.operation(request.act)
        let mayDecide = request.isOpen && !isOwn && visit.may(operation)
        let isEnd = request.act == .end
        approve =
            mayDecide
            ? (isEnd ? Route.approveProtectionEnd : .approveProtection).path(request.id) : nil
        back =
            mayDecide
            ? (isEnd ? Route.sendBackProtectionEnd : .sendBackProtection).path(request.id) : nil
    }
}

/// How measures are spoken of on the screens.
enum ProtectionWords {
    /// The person a measure is directed against: the number, or as the victim named them.
    static func abuser(_ abuser: Abuser, _ reader: Principal) -> String {
        let name = [abuser.name, abuser.kana].filter { !$0.isEmpty }
            .map { reader.sees($0, of: .name) }.joined(separator: " ")
        return [abuser.relation, name, abuser.number.map { "宛名番号 \($0)" } ?? ""]
            .filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// 令和8年3月31日まで（期間が過ぎています）.
    static func end(_ standing: ProtectionStanding, on today: CivilDate) -> String {
        guard let until = standing.until else { return "終わりの日の定めなし" }
        let words = "\(Say.date(until))まで"
        return until < today ? words + "（過ぎています。終了の決裁まで続きます）" : words
    }
}
