// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Numbers the applications and writes them month by month.
struct WriteApplications {
    let book: TownBook

    /// Receipt numbers of registrations (`R7-000001` …) in the order of the day; the first one of
    /// a child reserves the child's recipient serial.
    func numberRegistrations() {
        let order = book.applications.indices.filter { book.applications[$0].kind == "01" }
            .sorted { before($0, $1) }
        precondition(order.count < 999_000, "受付番号は6桁までです")
        for (place, index) in order.enumerated() {
            book.applications[index].receipt = "R7-" + padded(place + 1, 6)
            reserve(place + 1, book.applications[index])
        }
    }

    /// Gives the entitlement that is asked for the serial of the form, unless an earlier form did.
    private func reserve(_ serial: Int, _ application: Application) {
        let (child, strand) = (application.child, application.strand)
        while book.children[child].serials.count <= strand {
            book.children[child].serials.append(0)
        }
        guard book.children[child].serials[strand] == 0 else { return }
        book.children[child].serials[strand] = serial
    }

    private func before(_ left: Int, _ right: Int) -> Bool {
        let first = book.applications[left].applied
        let second = book.applications[right].applied
        return first == second ? left < right : first < second
    }

    func files() throws {
        let order = book.applications.indices.sorted { before($0, $1) }
        var notices = 0
        var sequence = 0
        var month: YearMonth?
        var sink: FileSink?
        for index in order {
            if book.applications[index].kind != "01" {
                notices += 1
                book.applications[index].receipt = "C7-" + padded(notices, 6)
            }
            let application = book.applications[index]
            if application.applied.yearMonth != month {
                try sink?.close()
                month = application.applied.yearMonth
                sequence += 1
                sink = try book.folder.open(
                    "applications", full: false, day: application.applied.yearMonth.lastDay,
                    hour: 20, sequence: sequence, header: FeedColumns.applications)
            }
            try sink?.append(row(application))
        }
        try sink?.close()
    }

    private func row(_ application: Application) -> [UInt8] {
        let child = book.children[application.child]
        let guardian = book.guardians[application.guardian]
        var row = Row(capacity: 320)
        row.add(FictionalCity.stamp)
        row.add(application.receipt)
        row.add(application.kind)
        row.add(application.reason)
        row.add(application.channel)
        row.add(application.applied)
        row.add(application.event)
        row.add(guardian.addressee)
        row.add(child.addressee)
        let identity = identity(application)
        row.add(identity.code)
        row.add(identity.documents)
        row.add(flag: application.evidence != nil)
        let insurer = application.evidence.map { Insurer.all[$0.insurer] }
        row.add(insurer?.number ?? "")
        row.add(insurer?.name ?? "")
        row.add(application.evidence?.symbol ?? "")
        row.add(application.evidence?.number ?? "")
        row.add(application.evidence?.subNumber ?? "")
        row.add(application.evidence == nil ? "" : application.insuredName)
        row.add(application.evidence?.acquired)
        row.add(application.account?.bank ?? "")
        row.add(application.account?.branch ?? "")
        row.add(application.account?.type ?? "")
        row.add(application.account?.number ?? "")
        row.add(application.account == nil ? "" : guardian.holderKana)
        row.add("1")
        row.add(flag: application.married)
        row.add("\(book.story.firstYear)-04")
        row.add(application.kind == "01" ? padded(child.serials[application.strand], 6) : "")
        row.add(flag: application.placement)
        row.end()
        return row.bytes
    }

    private func identity(_ application: Application) -> (code: String, documents: String) {
        if application.channel == "電子" { return ("07", "署名用電子証明書") }
        if application.channel == "郵送" { return ("01", "個人番号カードの写し") }
        if application.isForeign { return ("04", "在留カード・個人番号カード") }
        switch application.child % 5 {
        case 0: return ("02", "運転免許証・個人番号入り住民票の写し")
        case 1: return ("06", "資格確認書・年金手帳・個人番号入り住民票の写し")
        default: return ("01", "個人番号カード")
        }
    }
}
