// SPDX-License-Identifier: Apache-2.0
import Office
import Registers
import Safeguards
import Vocabulary

/// One entry: how it stands, its days, what may be done, its files and its history.
enum RegisterRecordScreen {
    struct Body: PageModel {
        let subjectHref: String?
        let subjectNumber: String
        let flags: [Flag]
        let responsible: String
        let dues: [DueRow]
        let hasDues: Bool
        let items: [Item]
        let steps: [Step]
        let confirmationNote: String?
        let confirm: String?
        let confirmVersion: Int
        let amend: Step?
        let attach: String?
        let files: [FileRow]
        let hasFiles: Bool
        let versions: [VersionRow]
        let extra: RegisterExtra?
    }

    struct DueRow: PageModel {
        let title: String
        let flags: [Flag]
        let source: String
    }

    /// A step with what it asks for.
    struct Step: PageModel {
        let action: String
        let title: String
        let isOpen: Bool
        let isDanger: Bool
        let state: String
        let version: Int
        let fields: [FormField]
    }

    struct FileRow: PageModel {
        let name: String
        let href: String
        let digest: String
        let size: String
        let at: String
        let officer: String
        let scanner: String
    }

    struct VersionRow: PageModel {
        let number: Int
        let at: String
        let officer: String
        let state: String
        let why: String
        let confirmed: String
        let changes: [Item]
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let kind = try visit.registerKind()
        let number = try visit.entryNumber()
        let places = RegisterPlaces(kind: kind)
        let room = visit.installation.registers
        let (detail, extra) = try await visit.perform(kind.operations.view) { scope in
            let detail = try ViewRecord.perform(kind.code, number, room: room, in: scope)
            return (detail, try RegisterExtra.Facts(detail, in: scope))
        }
        let entry = detail.entry
        let steps = RegisterRecordSteps.steps(detail, visit, problems)
        let mayWrite = RegisterRecordSteps.mayChange(visit, kind) && entry.state != .void
        let mayConfirm =
            kind.confirmers != nil && !entry.isConfirmed && entry.state != .void
            && visit.may(.confirmRegister)
            && !detail.versions.contains { $0.officer == visit.session?.principal.officer }
        var flags = [Flag(entry.state.title, entry.state.weight)]
        if kind.confirmers != nil {
            flags.append(
                entry.isConfirmed ? Flag("二人目の確認済み", .good) : Flag("二人目の確認待ち", .warn))
        }
        var keys: [Key] = [.link("F5", "更新", places.record(number))]
        if let first = steps.first(where: { !$0.isDanger }) {
            keys.append(.send("F12", first.title, form: "step-\(first.state)", isMain: true))
        } else if mayConfirm {
            keys.append(.send("F12", "確認した", form: "confirm-form", isMain: true))
        }
        let body = Body(
            subjectHref: entry.subject.map { Route.person.path($0) },
            subjectNumber: entry.subject?.description ?? "", flags: flags,
            responsible: entry.responsible,
            dues: detail.dues.map { due in
                DueRow(
                    title: due.title,
                    flags: [
                        AlarmState(
                            dueOn: due.on, warnsFrom: due.warnsFrom, today: visit.today
                        ).flag(due.on)
                    ], source: due.source)
            }, hasDues: !detail.dues.isEmpty, items: items(entry.values, kind), steps: steps,
            confirmationNote: kind.life == .term && entry.state == .open && kind.confirmers != nil
                && !entry.isConfirmed
                ? "欄と証拠をそろえ、二人目が確認すると「有効にする」が出ます。" : nil,
            confirm: mayConfirm ? Route.confirmRecord.path(kind.code, number) : nil,
            confirmVersion: entry.version,
            amend: mayWrite ? RegisterRecordSteps.amend(detail, visit, problems) : nil,
            attach: mayWrite && kind.evidence != .none ? places.attach(number) : nil,
            files: detail.files.map { file($0, visit) }, hasFiles: !detail.files.isEmpty,
            versions: versions(detail, visit), extra: RegisterExtra(detail, extra, visit, problems))
        return Page(
            "registers/record", "\(kind.title) \(number.wording)", crumbs: places.crumbs,
            keys: keys, problems: problems, message: Done.banner(visit), body: body)
    }

    private static func items(_ values: RegisterValues, _ kind: RegisterKind) -> [Item] {
        kind.fields.map { Item($0.label, RegisterForms.words(values[$0.name], $0)) }
    }

    private static func file(_ file: RegisterFile, _ visit: Visit) -> FileRow {
        FileRow(
            name: file.name, href: Route.registerFile.path(String(file.id)),
            digest: file.digest, size: Say.size(file.bytes), at: Say.moment(file.at),
            officer: visit.desk.name(of: file.officer), scanner: file.scanner)
    }

    /// Each version with what it changed.
    private static func versions(_ detail: RegisterDetail, _ visit: Visit) -> [VersionRow] {
        let all = detail.versions
        return all.enumerated().map { index, version in
            let earlier = index + 1 < all.count ? all[index + 1].values : RegisterValues()
            let changes = detail.kind.fields.compactMap { field -> Item? in
                let (before, after) = (earlier[field.name], version.values[field.name])
                guard before != after else { return nil }
                let now = RegisterForms.words(after, field)
                let was = RegisterForms.words(before, field)
                return Item(
                    field.label,
                    index + 1 < all.count ? "\(was.isEmpty ? "（空欄）" : was) → \(now)" : now)
            }
            return VersionRow(
                number: version.number, at: Say.moment(version.at),
                officer: visit.desk.name(of: version.officer),
                state: version.state.title, why: version.why ?? "",
                confirmed: version.confirmedBy.map { visit.desk.name(of: $0) } ?? "",
                changes: changes)
        }
    }
}
