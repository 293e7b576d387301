// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why a job does not go on. Cases in order of precedence.
public enum JobRefusal: Refusal, Hashable {
    case unknownJob(String)
    case unknownRun
    /// The calendar names no machine for it.
    case notForMachines(String)
    /// The occasion is no day or month.
    case occasionUnreadable(String)
    /// The same is under way, or waits for somebody.
    case underWay(job: String)
    /// A run in this state cannot do that.
    case wrongState(JobStatus)
    /// The figures of a trial are needed first.
    case trialNeeded
    /// Nothing failed in the run.
    case nothingFailed
    /// Another process holds the run.
    case takenOver
    /// Nobody says on which days banks or the office are open.
    case dayUnknown(String)
    /// The work cannot be tried out.
    case noTrial
    /// A line of the year cannot be read.
    case yearLine(Int, String)
    /// A row of the city's own table of the year cannot be used.
    case cityYearLine(file: String, Int, String)
    /// A row of the city's own table names what the year does not have.
    case cityYearUnknown(file: String, Int, String)
    /// The list of a batch was tidied away.
    case listGone
    /// Families of these envelopes came under protection, or they were recalled, since they were printed.
    case protectedSince([String])
    /// The pages of the hour are used up: the run pauses.
    case ceilingOfHour(limit: Int, until: Instant)
    /// One step alone is more than an hour may print.
    case stepAboveCeiling(pages: Int, limit: Int)
    /// Nothing of a printed file is stopped: it opens as it is.
    case nothingStopped
    /// Nothing of a printed file is left to be drawn again.
    case nothingLeft
    /// It was drawn anew before, and nothing of that is stopped: it opens as it is.
    case drawnAnew

    public var code: String {
        switch self {
        case .unknownJob: "E-JOB-001"
        case .unknownRun: "E-JOB-002"
        case .notForMachines: "E-JOB-003"
        case .occasionUnreadable: "E-JOB-004"
        case .underWay: "E-JOB-005"
        case .wrongState: "E-JOB-006"
        case .trialNeeded: "E-JOB-007"
        case .nothingFailed: "E-JOB-008"
        case .takenOver: "E-JOB-009"
        case .dayUnknown: "E-JOB-010"
        case .yearLine: "E-JOB-011"
        case .noTrial: "E-JOB-012"
        case .listGone: "E-JOB-013"
        case .protectedSince: "E-JOB-014"
        case .ceilingOfHour: "E-JOB-015"
        case .stepAboveCeiling: "E-JOB-016"
        case .nothingStopped: "E-JOB-017"
        case .nothingLeft: "E-JOB-018"
        case .drawnAnew: "E-JOB-019"
        case .cityYearLine: "E-JOB-020"
        case .cityYearUnknown: "E-JOB-021"
        }
    }

    public var message: String {
        switch self {
        case .unknownJob(let job): "ジョブ「\(job)」は業務暦にありません。業務暦の画面から選んでください。"
        case .unknownRun: "そのジョブの実行は見付かりません。一覧から選び直してください。"
        case .notForMachines(let title):
            "「\(title)」は、機械が自分で始めることのできないジョブです。職員が画面から始めてください。"
        case .occasionUnreadable(let text): "対象の日または月「\(text)」を読めません。入力し直してください。"
        case .underWay(let title):
            "「\(title)」は処理中か、承認を待っています。終わるのを待つか、その実行を開いてください。"
        case .wrongState(let status):
            "この実行は「\(status.title)」なので、その操作はできません。画面を開き直して確かめてください。"
        case .trialNeeded: "先に試行をして、人数と金額の差を確かめてください。"
        case .nothingFailed: "失敗したものがないので、やり直すものはありません。"
        case .takenOver: "この実行は、別の処理が引き継いでいます。画面を開き直してください。"
        case .dayUnknown(let why): "日を決められません。\(why)"
        case .noTrial: "この処理に試行はありません。その画面から本番を始めてください。"
        case .protectedSince(let envelopes):
            "このファイルには、印刷の後に支援措置や引抜きの対象になった封筒（\(envelopes.joined(separator: "、"))）があるため、開けません。引抜きは発送・引抜き（1420）で行い、残りの封筒は、ジョブの状況の「残りの封筒で作り直す」で、一つのファイルに作り直してください。"
        case .ceilingOfHour(let limit, let until):
            "この1時間に印刷できる枚数の上限（\(limit)枚）に達したので、ここで一時停止しました。\(until.timeInJapan.hour)時になると、続きから自動で再開します（その間に機械が止まっても、起動の後に再開します）。急ぐときは、所属長が「利用の上限」の画面で理由を記録してきょうの上限を上げた後、「実行・再開する」を押してください。やめるときは「区切りで停止する」を押してください。"
        case .stepAboveCeiling(let pages, let limit):
            "一つの区切り（\(pages)枚）が、1時間に印刷できる枚数の上限（\(limit)枚）を超えるため、印刷できません。所属長が「利用の上限」の画面で理由を記録して、きょうの上限を上げた後、「実行・再開する」を押してください。"
        case .nothingStopped:
            "このファイルには、支援措置や引抜きの対象になった封筒がありません。作り直さずに、そのまま開いて印刷してください。"
        case .nothingLeft:
            "このファイルには、作り直せる封筒が残っていません（すべて発送・引抜き・支援措置などの対象です）。通知の台帳（1430）か交付簿で、一つずつ確かめてください。"
        case .drawnAnew:
            "このファイルは、残りの封筒で作り直してあります。ジョブの状況の「（作り直し）」の行から開いてください。"
        case .listGone:
            "この一括印刷の名簿は、保存の期間を過ぎて片付けられました。残りは発行待ちにあるので、帳票の画面から新しく始めてください。"
        case .yearLine(let line, let why): "業務暦の表の\(line)行目を読めません。\(why)"
        case .cityYearLine(let file, let line, let why):
            "\(file):\(line): 市の業務暦の表を使えません。\(why)。行を直すか消してから、開き直してください。"
        case .cityYearUnknown(let file, let line, let job):
            "\(file):\(line): ジョブ「\(job)」は、この市の業務暦にありません。業務暦（3140）にあるジョブの名に直すか、行を消してから、開き直してください。"
        }
    }
}
