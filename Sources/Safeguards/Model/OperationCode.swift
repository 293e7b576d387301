// SPDX-License-Identifier: Apache-2.0

/// Every operation of the office on personal data. What is not here cannot be done.
///
/// Who may do it, why and on which screen stands in `OperationTable.swift`. The raw value is
/// written into the log: a case is never renamed after release.
public enum OperationCode: String, CaseIterable, Sendable {
    // MARK: 利用者と記録 (Safeguards)
    case login
    case logout
    case endSession
    case changePassword
    case viewHome
    case viewOfficers
    case manageOfficers
    case disableOfficer
    case allowPasskey
    case confirmPasskey
    case registerPasskey
    case endPasskey
    case confirmStocktaking
    case printOfficers
    case searchLog
    case reviewLog
    case verifyLedger
    // MARK: システムの管理
    case initialise
    case viewMonitor
    case viewBatches
    case runBatch
    case viewScheme
    case setScheme
    case viewMasters
    case importMasters
    case backUp
    case purge
    case exportData
    // MARK: 対象者 (Entitlement)
    case searchPersons
    case viewPerson
    case viewHousehold
    case viewHistory
    case writeMemo
    case revealAccount
    case revealProtectedAddress
    case setProtection
    // MARK: 申請から決定まで (Entitlement)
    case receiveApplication
    case importApplications
    case checkResident
    case viewApplications
    case viewApplication
    case correctApplication
    case withdrawApplication
    case holdApplication
    case releaseHold
    case viewHolds
    case judge
    case proposeDecision
    case viewDecisions
    case approveDecision
    case sendBackDecision
    case changeRegistration
    case changeAccount
    case approveAccount
    case lapse
    case correctEntitlement
    case proposeExOfficio
    case applyResidentChanges
    case importInsurance
    case importWelfare
    case rejudge
    case viewRejudgements
    case confirmRejudgement
    case renewYearly
    case issueCertificate
    case reissueCertificate
    case recallCertificate
    case printLetters
    case previewLetter
    case viewPostings
    case recordPosting
    case viewLists
    // MARK: 電子申請・照会・同意 (Links)
    case receiveElectronicApplications
    case viewElectronicApplications
    case decideElectronicApplication
    case importTax
    case recordConsent
    case requestInquiry
    case viewInquiries
    case withdrawInquiry
    case confirmInquiry
    case writeInquiryLetter
    case enterInquiryAnswer
    case acceptFeedGap
    case resendLink
    case queueForHub
    case viewHub
    // MARK: 給付 (Benefits)
    case importClaims
    case viewImports
    case viewClaims
    case correctClaim
    case fileObjection
    case enterReimbursement
    case importReimbursements
    case viewReimbursement
    case correctReimbursement
    case holdReimbursement
    case compute
    case viewComputation
    case decideReimbursement
    case approveReimbursement
    case approvePayee
    // MARK: 支払 (Payments)
    case viewSchedule
    case scheduleMonth
    case holdPayment
    case releasePayment
    case viewRun
    case proposeRun
    case approveRun
    case sendBackRun
    case writeTransferFile
    case recordTransferResults
    case viewReturns
    case repay
    case recordRecovery
    case viewAccounts
    // MARK: 統計 (Reports)
    case viewStatistics
    case produceStatistics
    // MARK: 団体内統合宛名 (Addressee)
    case importResidents
    case numberPerson
    case matchPersons
    case viewAddressee
    case answerAddressee
    case relayChanges
    case openIndividualNumber
    case inquire
    case updateAddressee
    case searchAddressee
    case convertNumbers
    case answerIntermediate
    case lockAddressee
    case confirmNotices
    case admitPeer
    case viewMatches
    case relayInquiry
    case viewInquiryRecords
    case sendToHub
    case reconcileHub
    case manageHub
    // MARK: 利用者・権限・端末・緊急アクセス (Safeguards)
    case proposeGrant
    case approveGrant
    case requestRevocation
    case manageTerminals
    case viewStocktaking
    case openStocktaking
    case requestBreakGlass
    case approveBreakGlass
    case endBreakGlass
    case reviewBreakGlass
    case viewBreakGlass
    case stopWork
    case resumeWork
    // MARK: ログの点検 (Oversight)
    case viewOversight
    case explainAccess
    case reportAccesses
    case exportLog
    case witnessLog
    // MARK: 支援措置 (Entitlement・Addressee)
    case viewProtections
    case proposeProtection
    case proposeProtectionEnd
    case endProtection
    case releaseHeldLetter
    // MARK: 複製・印刷 (Copying)
    case viewCopies
    case requestCopy
    case approveCopy
    case recordTransport
    case viewPrintLog
    // MARK: 保存と消去 (Retention)
    case viewRetention
    case proposePurge
    case approvePurge
    case holdRecords
    case releaseRecords
    // MARK: 鍵とバックアップ (Office)
    case viewKeys
    case rotateKeys
    case manageKeys
    case restore
    // MARK: 安全管理台帳・請求・問合せ (Registers)
    case viewRegisters
    case writeRegister
    case confirmRegister
    case readCircular
    case answerSurvey
    case receiveDisclosure
    case viewDisclosures
    case decideDisclosure
    case producePersonalFile
    case writeEnquirySlip
    case viewEnquirySlips
    case reportIncident
    case viewIncidents
    case manageIncident
    case listAffected
    case viewMeasures
    // MARK: 個別入力・審査支払機関の請求書 (Benefits)
    case enterClaim
    case importAgencyInvoice
    case viewAgencyInvoices
    case acceptAgencyInvoice
    // MARK: 業務暦 (Jobs)
    case viewJobs
    case startJob
    case consentJob
    case listJobErrors
    // MARK: 統計の内訳・自由抽出 (Reports, Copying)
    case listStatistics
    case defineExtraction
    case shareExtraction
    case previewExtraction
    // MARK: 保険者の附加給付・旧システムからの移行 (Entitlement, Migration)
    case proposeInsurerRule
    case approveInsurerRule
    case viewMigration
    case tryMigration
    case proposeMigration
    case approveMigration
    case loadMigration
    case compareMonth
    // MARK: 未申請者・書類・専決 (Entitlement)
    case viewUnregistered
    case inviteUnregistered
    case attachPaper
    case viewPapers
    case redactPaper
    case proposeDecisionRule
    case approveDecisionRule
    case checkDecisionRule
    // MARK: 給付の調整 (Benefits)
    case decideDuplicate
    case viewLiability
    case recordLiability
    case viewProxyReceipts
    case recordProxyReceipt
    case writeInsurerRequest
    case approveClaimBack
    // MARK: 通知書の再発行 (Entitlement)
    case reprintLetter
    // MARK: 窓口払・返還・遡及の精算・会計 (Payments)
    case payAtCounter
    case confirmCounterPayment
    case approveRecovery
    case proposeRetroactive
    case approveRetroactive
    case viewBudget
    case manageBudget
    case approveExpenditure
    case handOverExpenditure
    case writeAccountingFile

    // MARK: 保険者番号の承継・所得の書類・審査請求 (Entitlement)

    case viewSuccessions
    case proposeSuccession
    case approveSuccession
    case recordIncome
    case viewAppeals
    case recordAppeal
    case decideAppeal
    // MARK: 決裁の保留・不在時代理・庁内の紙 (Entitlement, Safeguards)
    case holdDecision
    case delegateApproval
    case printCasePaper
    // MARK: 鍵盤 (Office)
    case changeOwnDesk
    case changeDeskKeys
}
