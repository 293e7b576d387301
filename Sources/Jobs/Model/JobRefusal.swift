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
    /// The list of a batch was tidied away.
    case listGone
    /// Families of these envelopes came under protection, or they were recalled, since they were printed.
    case protectedSince([String])

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
            "このファイルには、印刷の後に支援措置や引抜きの対象になった封筒（\(envelopes.joined(separator: "、"))）があるため、開けません。引抜きは発送・引抜き（1420）で行い、ほかの通知は通知の台帳（1430）から、受給資格証は交付簿から出し直してください。"
        case .listGone:
            "この一括印刷の名簿は、保存の期間を過ぎて片付けられました。残りは発行待ちにあるので、帳票の画面から新しく始めてください。"
        case .yearLine(let line, let why): "業務暦の表の\(line)行目を読めません。\(why)"
        }
    }
}
