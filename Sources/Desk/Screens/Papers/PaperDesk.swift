// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Press
import Safeguards
import Scheme
import Vocabulary

/// The papers of one decision: its letter, previewed and issued, and its certificate.
enum PaperDesk {
    struct Body: PageModel {
        let subject: SubjectStrip
        let tabs: [PersonTab]
        let items: [Item]
        let preview: String
        let notice: String?
        let noNotice: String?
        /// 支援措置: a second officer releases the letter first.
        let held: String?
        let hasPreview: Bool
        let first: String?
        let again: String?
        let reasons: [FormField]
        let more: [FormField]
        let isMoreOpen: Bool
        let certificates: [Item]
        let hasCertificates: Bool
    }

    /// What the page shows, read in one operation.
    struct Reading: Sendable {
        let decision: EntitlementDecision
        let strip: StripReading?
        let certificates: [IssuedCertificate]
        let noNotice: String?
        let held: String?

        init(
            _ id: Int64, letters: LetterWordings, directory: any AddresseeDirectory,
            in scope: Scope
        ) throws {
            guard let decision = try HistoryBook.decisions(ids: [id], from: scope.db)[id] else {
                throw DeskRefusal.notFound
            }
            self.decision = decision
            strip = try StripReading(about: decision.child, directory: directory, in: scope)
            certificates =
                try CertificateBook.certificates(
                    children: [decision.child], from: scope.db)[decision.child] ?? []
            switch try PreviewNotice.perform(
                id, letters: letters, directory: directory, in: scope)
            {
            case .letter: (noNotice, held) = (nil, nil)
            case .none(let why): (noNotice, held) = (why, nil)
            case .held(let why): (noNotice, held) = (nil, why)
            }
        }
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    /// The letter as it would be printed.
    static func preview(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("decision")
        let directory = visit.installation.directory
        let desk = visit.desk
        let pdf = try await visit.perform { scope -> [UInt8]? in
            guard
                case .letter(let notice) = try PreviewNotice.perform(
                    id, letters: desk.installation.book.letters, directory: directory, in: scope)
            else { return nil }
            let letter = notice.letter(
                sender: desk.settings.office.sender, desk: desk.settings.office.desk)
            return try desk.pressRoom().preview([.letter(letter)], desk.order("下見")).pdf
        }
        guard let pdf else { throw DeskRefusal.notFound }
        return .pdf(pdf, name: "preview.pdf")
    }

    static func issue(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("decision")
        return try await Printing.certificates(
            [id], reason: nil, visit, back: Route.paperDesk.path(id))
    }

    static func reissue(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("decision")
        var reading = FormReading(visit.form, today: visit.today)
        if let asked = ReissueForm.read(id, &reading, visit) {
            do {
                return try await Printing.certificates(
                    .decisions([id]), reason: asked.reason.wording, asked: asked, visit,
                    back: Route.paperDesk.path(id))
            } catch let refusal as EntitlementRefusal {
                reading.refused(refusal)
            }
        }
        return .page(try await page(visit, problems: reading.problems))
    }

    static func issueNotice(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("decision")
        return try await Printing.notices([id], visit, back: Route.paperDesk.path(id))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let id = try visit.id("decision")
        let (directory, letters) = (visit.installation.directory, visit.installation.book.letters)
        let read = try await visit.perform(.previewLetter) { scope in
            try Reading(id, letters: letters, directory: directory, in: scope)
        }
        guard let strip = read.strip else { throw EntitlementRefusal.unknownPerson }
        let decision = read.decision
        let isLive = decision.isLive && decision.periods.reaches(visit.today)
        let hasOne = read.certificates.contains { $0.historyID == id }
        let preview = Route.preview.path(id)
        let body = Body(
            subject: SubjectStrip(strip, for: try visit.officer(), in: visit.installation),
            tabs: visit.personTabs(strip.person.number),
            items: [
                Item("決定", "\(decision.result.wording)（\(decision.reason.wording)）"),
                Item("決定日", Say.date(decision.decidedOn)),
                Item("受給者番号", decision.recipientNumber),
                Item("有効期間", Say.periods(decision.periods)),
            ], preview: preview,
            notice: read.noNotice == nil && visit.may(.printLetters)
                ? Route.issueNotice.path(id) : nil,
            noNotice: read.noNotice, held: read.held,
            hasPreview: read.noNotice == nil && read.held == nil,
            first: isLive && !hasOne && visit.may(.issueCertificate)
                ? Route.issueOne.path(id) : nil,
            again: isLive && hasOne && visit.may(.reissueCertificate)
                ? Route.reissue.path(id) : nil,
            reasons: ReissueForm.fields(visit).checked(problems),
            more: ReissueForm.more(visit).checked(problems),
            isMoreOpen: ["agent", "agency", "ground"].contains { !visit.form[$0].isEmpty }
                || visit.form["channel"] == ApplicationChannel.exOfficio.rawValue,
            certificates: read.certificates.reversed().map {
                Item($0.issueNumber, "\(Say.date($0.issuedOn))交付 \($0.reissueReason ?? "")")
            }, hasCertificates: !read.certificates.isEmpty)
        var keys: [Key] = []
        if body.hasPreview { keys.append(.link("F10", "通知の下見", preview)) }
        if body.notice != nil {
            keys.append(
                .send(
                    "F12", body.held == nil ? "通知書を発行" : "発送承認を依頼", form: "notice-form",
                    isMain: true))
        }
        return Page(
            "papers/desk", "通知と受給資格証",
            crumbs: [
                Crumb("ホーム", Route.home.path()),
                Crumb("対象者台帳", Route.person.path(strip.person.number)),
            ], keys: keys, problems: problems, body: body)
    }
}
