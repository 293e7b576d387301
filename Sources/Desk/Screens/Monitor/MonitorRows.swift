// SPDX-License-Identifier: Apache-2.0
import Addressee
import Entitlement
import Formats
import Links
import Office
import Safeguards
import Vocabulary

/// One feed of another office: how old, what is missing, what is odd.
struct FeedRow: PageModel {
    /// Of its place on the page.
    let layout: String
    let title: String
    let made: String
    let age: String
    let rhythm: String
    let state: String
    let weight: String
    let missing: String
    let notes: [String]
    let allowance: String?

    init(_ status: FeedStatus, _ residents: ResidentFeedState) {
        layout = status.layout
        title = status.title
        made = status.madeAt.map(Say.moment) ?? "—"
        age = status.ageDays.map { "\($0)日前" } ?? "—"
        rhythm =
            status.rhythm.map { rhythm in
                let stop = rhythm.stopAfter.map { "・\($0)日を超えると発行停止" } ?? ""
                return "\(rhythm.days)日ごと\(stop)"
            } ?? "—"
        state = status.state.wording
        weight =
            switch status.state {
            case .never: "plain"
            case .fresh: "good"
            case .late: "warn"
            case .stopped: "stop"
            }
        let isResident = status.layout == "resident"
        missing =
            isResident
            ? residents.gaps.prefix(5).map(Self.words).joined(separator: "、")
            : status.missing.prefix(10).map(String.init).joined(separator: "、")
        var notes: [String] = []
        if status.droppedOut > 0 { notes.append("全件に載っていない方 \(status.droppedOut)人") }
        if status.unbegun > 0 { notes.append("開始の記録がない廃止 \(status.unbegun)件") }
        if isResident {
            if residents.waitingRows > 0 { notes.append("欠番待ちの異動 \(residents.waitingRows)件") }
            if residents.heldRows > 0 { notes.append("確認待ちの異動 \(residents.heldRows)件") }
            notes.append("異動連番 \(residents.watermark) まで処理済み")
        }
        self.notes = notes
        allowance = status.allowance.map {
            "\(Say.short($0.until.previous))まで発行を許可（\($0.reason)）"
        }
    }

    static func words(_ gap: ClosedRange<Int64>) -> String {
        gap.count == 1 ? "\(gap.lowerBound)" : "\(gap.lowerBound)〜\(gap.upperBound)"
    }
}

/// One queue: what waits between two systems.
struct QueueRow: PageModel {
    let link: String
    let what: String
    let waiting: String
    let since: String
    let state: String
    let weight: String
    let href: String?

    private init(
        _ link: String, _ what: String, _ waiting: Int, since: Instant?, late: String?,
        href: String?
    ) {
        self.link = link
        self.what = what
        self.waiting = Say.cases(waiting)
        self.since = since.map(Say.moment) ?? "—"
        state = late ?? "正常"
        weight = late == nil ? "good" : "warn"
        self.href = href
    }

    static func all(
        _ read: MonitorScreen.Reading, _ residents: ResidentFeedState, _ visit: Visit
    ) -> [QueueRow] {
        func open(_ route: Route, _ operation: OperationCode) -> String? {
            visit.may(operation) ? route.path() : nil
        }
        // What waits longer than a day has been forgotten by somebody.
        func late(_ since: Instant?) -> String? {
            since.flatMap {
                $0.seconds(until: visit.desk.now) >= 86_400 ? "1日以上待っています" : nil
            }
        }
        let arrived =
            (read.electronic[.arrived] ?? 0) + (read.electronic[.checking] ?? 0)
        return [
            QueueRow(
                "統合宛名 → 福祉総合", "住民異動・保険・生活保護の異動（再判定待ち）", read.backlog.count,
                since: read.backlog.oldest, late: late(read.backlog.oldest),
                href: open(.rejudgements, .viewRejudgements)),
            QueueRow(
                "住基 → 統合宛名", "欠番を待つ異動", residents.waitingRows,
                since: residents.waitingSince, late: late(residents.waitingSince), href: nil),
            QueueRow(
                "統合宛名", "名寄せ・突合の確認待ち", residents.openCases, since: nil,
                late: residents.heldRows > 0 ? "異動\(residents.heldRows)件が待っています" : nil,
                href: open(.matches, .viewMatches)),
            QueueRow(
                "福祉総合 → 中間サーバー", "回答を待つ照会", read.inquiries.waiting, since: nil,
                late: read.inquiries.overdue > 0 ? "期限切れ \(read.inquiries.overdue)件" : nil,
                href: open(.inquiries, .viewInquiries)),
            QueueRow(
                "申請サービス → 福祉総合", "突合を待つ電子申請", arrived, since: nil, late: nil,
                href: open(.eApplications, .viewElectronicApplications)),
            QueueRow(
                "福祉総合 → PMH", "送信待ち", read.hub.count(.waiting), since: read.hub.oldestWaiting,
                late: read.hub.count(.refused) > 0
                    ? "誤り \(read.hub.count(.refused))件" : late(read.hub.oldestWaiting),
                href: open(.hub, .viewHub)),
        ]
    }
}

/// One file that was taken in.
struct FileRow: PageModel {
    let href: String
    let name: String
    let title: String
    let sequence: String
    let made: String
    let taken: String
    let rows: Int
    let accepted: Int
    let rejected: Int
    let queued: Int
    let state: String
    let weight: String
    let gap: String

    init(_ entry: LinkFileBook.Entry, _ office: Installation) {
        let isClean = entry.rejected == 0
        href = Route.linkFile.path(entry.id)
        name = entry.name
        title = office.layouts.feeds[entry.layout]?.title ?? entry.layout
        sequence = String(entry.sequence)
        made = Say.moment(entry.madeAt)
        taken = Say.moment(entry.takenAt)
        rows = entry.rows
        accepted = entry.accepted
        rejected = entry.rejected
        queued = entry.queued
        state = isClean ? "正常" : "受け付けない行あり"
        weight = isClean ? "good" : "warn"
        gap = entry.gapReason.map { "欠番を認めた理由：\($0)" } ?? ""
    }

    init(_ file: ResidentFeedFile) {
        href = Route.residentFile.path(file.id)
        name = file.name
        title = "住民異動"
        sequence = ""
        made = ""
        taken = Say.moment(file.at)
        rows = file.rows
        accepted = file.accepted
        rejected = file.rejected
        queued = file.waiting + file.held
        let isClean = file.rejected == 0 && queued == 0
        state =
            isClean
            ? "正常"
            : [
                file.rejected > 0 ? "受け付けない行あり" : nil, file.waiting > 0 ? "欠番待ち" : nil,
                file.held > 0 ? "確認待ち" : nil,
            ].compactMap(\.self).joined(separator: "・")
        weight = isClean ? "good" : "warn"
        gap = ""
    }
}
