// SPDX-License-Identifier: Apache-2.0
import Links
import Safeguards
import Vocabulary

/// One person of an application: the form's words beside the register's.
struct EApplicationSide: PageModel {
    struct Line: PageModel {
        let item: String
        let stated: String
        let registered: String
        let verdict: String
        let weight: String

        init(_ line: ComparedLine) {
            let isHidden = line.verdict == .hidden
            item = line.item
            // Under a protection measure the form's own words may be the address to be hidden.
            stated = isHidden ? Say.hiddenForProtection : Say.stated(line.stated)
            registered = isHidden ? Say.hiddenForProtection : Say.stated(line.registered)
            verdict = line.verdict.rawValue
            weight =
                switch line.verdict {
                case .same: "good"
                case .differs: "stop"
                case .missing, .hidden: "plain"
                }
        }
    }

    struct Candidate: PageModel {
        let number: String
        let origin: String
        let agreements: String
        let compare: String
        let isFromHistory: Bool
        let names: String
    }

    let title: String
    let number: String?
    let record: String?
    let doubt: String?
    let waiting: String?
    let lines: [Line]
    let stated: [Item]
    let isCompared: Bool
    let candidates: [Candidate]
    let hasCandidates: Bool

    init(_ side: ElectronicSide, of view: ElectronicView, _ visit: Visit) {
        title = side.part.wording
        number = side.number?.description
        record = side.number.map { Route.person.path($0) }
        doubt = side.doubt
        waiting =
            visit.may(.viewMatches) ? side.waitingCase.map { Route.match.path($0) } : nil
        lines = side.lines.map { Line($0) }
        isCompared = !side.lines.isEmpty
        let person = side.stated
        stated = [
            Item("氏名", person.name), Item("フリガナ", person.kana),
            Item("生年月日", person.born.map(Say.short)), Item("性別", Say.sex(person.sex)),
            Item(
                "住所",
                view.hidesPlaces
                    ? Say.hiddenForProtection : "\(person.address) \(person.building)"),
        ]
        let other =
            side.part == .applicant
            ? view.child.number.map { "&child=\($0)" }
            : view.applicant.number.map { "&applicant=\($0)" }
        let here = Route.eApplication.path(view.application.id)
        candidates = side.candidates.map { candidate in
            let same = candidate.lines.filter { $0.verdict == .same }.map(\.item)
            return Candidate(
                number: candidate.number.description, origin: candidate.origin,
                agreements: same.isEmpty ? "一致なし" : same.joined(separator: "・") + "が一致",
                compare: here + "?\(side.part.rawValue)=\(candidate.number)" + (other ?? ""),
                isFromHistory: candidate.isFromHistory,
                names: candidate.lines.first { $0.item == "氏名" }?.registered ?? "")
        }
        hasCandidates = !side.candidates.isEmpty
    }
}

extension ElectronicView {
    /// One of the persons of the application is under a protection measure: the register keeps the
    /// address back.
    var hidesPlaces: Bool {
        (applicant.lines + child.lines).contains { $0.verdict == .hidden }
            || (applicant.candidates + child.candidates).contains {
                $0.lines.contains { $0.verdict == .hidden }
            }
    }
}
