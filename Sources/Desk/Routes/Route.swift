// SPDX-License-Identifier: Apache-2.0

/// Every address of the desk. What is not here does not exist; what is here and has no handler
/// does not start.
enum Route: String, CaseIterable {
    // MARK: 入口 (Screens/Session)
    case login, enter, askPasskey, answerPasskey, askTicket, checkTicket, registerPasskey
    case prove, answerProof, command, allowCommand
    case logout, password, changePassword, again
    case dashboard, dashboardPaper, resetPractice, practiceClaims
    case style, script, icon, home, help, words, licences, lookDate, lookCode, codeCandidates
    case keyboard, changeEnter, changeKeys
    // MARK: 対象者 (Screens/Persons)
    case search, ask, found
    case person, asOf, household, revealAddress, revealAccount
    // MARK: 人ごとの帳 (Screens/Records)
    case incomeRecord, recordIncome
    case welfareHousehold, recordHousehold, insuranceRecord, correctInsurance
    case accountRecord, recordAccount, changeAccountPeriod, usePublicFundsAccount
    case addressRecord, recordMailing, recordResidence, memos, writeMemo, endMemo
    // MARK: マスタと移行 (Screens/Masters, Screens/Migration)
    case masters, tryMaster, checkMaster, applyMaster
    case institutions, recordInstitution, insurers, proposeInsurerRule, decideInsurerRule
    case migrations, migration, tryMigration, proposeMigration, decideMigration, loadMigration
    case migrationSample, compareMonth, compareMonthFile
    // MARK: 申請 (Screens/Intake, Screens/Register)
    case intake, beginIntake, intakeStep, answerStep, receive, received, lookPerson
    case signingSheet, handOverSheet
    case register, application, checkResidents, hold, release, withdraw
    // MARK: 電子申請 (Screens/EApplications)
    case eApplications, eApplication, attachment, beginECheck, acceptEApplication
    case askECorrection, takeECorrection, returnEApplication, withdrawEApplication
    // MARK: 審査と決裁 (Screens/Decisions)
    case examine, propose
    case decisions, decision, approveAll, approve, sendBack
    case holdDecision, resumeDecision, decisionSheet
    case decisionBatch, decideBatch, headRules, signHeadRule, endHeadRule
    case delegations, delegate, confirmDelegation, refuseDelegation, endDelegation
    case lapseForm, checkLapse, lapse
    case rejudgements, rejudge, confirmRejudgement
    // MARK: 事案 (Screens/Cases)
    case change, checkChange, recordChange, correction, checkCorrection, correct
    case decideAtOnce, carryOutNotice, remindPapers
    case decisionRules, proposeDecisionRule, signDecisionRule, endDecisionRule, checkRuleUse
    case unregistered, listUnregistered, inviteUnregistered, startEnlargement
    case casePapers, attachPaper, casePaper, redactForm, paperPage, redactPaper, voidPaper
    case certificates, returnCertificate, recallCertificate, yearEnd, runYearEnd
    case successions, proposeSuccession, succession, decideSuccession
    case appeals, personAppeals, receiveAppeal, appeal, noteAppeal, ruleAppeal
    // MARK: 帳票 (Screens/Papers)
    case papers, leaflet, issueWaiting, paperDesk, issueOne, reissue, issueNotice, preview
    case printed, paper
    // MARK: 支援措置と発送 (Screens/Protection)
    case protection, proposeProtection, proposeProtectionEnd, protections
    case approveProtection, sendBackProtection, approveProtectionEnd, sendBackProtectionEnd
    case postings, postLetters, takeLetterOut, releaseLetter
    case releaseInquiry, writeReleasedInquiry
    // MARK: 通知の台帳・一括発行・返戻 (Screens/Letters)
    case letters, findLetters, letter, reprintLetter, pullLetter
    case returnedMail, recordReturn, settleReturn
    case letterBatch, previewBatch, issueBatch, batches, batch
    case printPages, forms, printForm
    // MARK: 統合宛名 (Screens/Addressees, Screens/Matching)
    case addressees, askAddressee, foundAddressees, addressee
    case matches, match, decideMatch
    case mergeForm, mergePersons, undoMerge
    case numberForm, askCandidates, candidates, numberPerson
    // MARK: 情報照会 (Screens/Inquiries)
    case inquiries, inquiry, newInquiry, requestInquiry, writeInquiryLetter, recordConsent
    case withdrawInquiry, confirmInquiry, enterInquiryAnswer, remindInquiryLetter
    case inquiryRecords, askInquiryRecords
    // MARK: 管理 (Screens/Administration)
    case monitor, linkFile, residentFile, acceptGap, acceptResidentGap, allowStale
    case hub, resendHub, runHub, reconcileHub, manageHub
    case scheme, readBook, bookTrial, tryBook, officers, log, measures
    // MARK: ログの点検 (Screens/Oversight)
    case accessReason, giveReason, oversight, confirmAccess, settleAlarm, writeLogReview
    case addRelation, endRelation, runLogRules, personReport, makePersonReport, exportLog
    case ledgerState
    case ledgerPaper
    case allowPasskey, confirmPasskey, endPasskey, resetPassword, endLogin
    // MARK: 権限・棚卸し・緊急アクセス (Screens/Permissions)
    case grants, registerOfficer, proposeGrant, approveGrant, refuseGrant
    case revocations, requestRevocation, withdrawRevocation, compareStaff
    case permissionList, permissionPaper, permissionFile
    case terminals, registerTerminal, revokeTerminal
    case stocktaking, openStocktaking, answerStocktaking, closeStocktaking
    case stocktakingPaper, stocktakingFile
    case breakGlasses, requestBreakGlass, approveBreakGlass, refuseBreakGlass, endBreakGlass
    case reviewBreakGlass
    // MARK: 保存と消去 (Screens/Retention)
    case retention, retentionCandidates, retentionInventory, proposePurge
    case purgeList, decidePurge, erasePurge, erasureCertificate, holdRecords, releaseRecords
    case proposeLogEnd, decideLogEnd
    // MARK: 安全管理台帳・請求・問合せ・事故 (Screens/Registers)
    case registers, oneRegister, enterRecord, registerRecord, amendRecord, moveRecord
    case confirmRecord, attachRecord, registerFile
    case threshold, assessmentChanges, assessmentText, doors, surveyResult
    case contactPage, circulars, readCircular, answerSurvey, answerCheck
    case disclosures, receiveDisclosure, disclosure, resetDisclosure, decideDisclosure
    case personalFile, redact, endSuspension
    case enquiries, writeEnquiry, enquiry, amendEnquiry, moveEnquiry
    case incidents, newIncident, reportIncident, incident, amendIncident, moveIncident
    case attachIncident, affected
    // MARK: 鍵とバックアップ (Screens/Keys)
    case keys, rotateKeys
    // MARK: レセプト (Screens/Claims)
    case claimImports, uploadClaims, checkImport, startImport
    case importJob, importProgress, stopImport, claimImport, recheckImport, importErrors
    case claims, findClaims, claim, claimError, correctError, returnError
    case object, answerObjection, answerObjections, objectionPaper, keyClaim, enterClaim
    case agencyInvoices, takeAgencyInvoice, agencyInvoice, settleAgencyInvoice
    // MARK: 償還 (Screens/Reimbursements)
    case reimbursements, examineWaiting, approveReimbursements
    case enterReimbursements, readEntry, checkEntry, confirmEntry, lookInstitution, lookChild
    case reimbursement, proposeReimbursement, decideReimbursement, holdReimbursement
    case releaseReimbursement, withdrawReimbursement, enterLetter
    case approveReimbursement, sendBackReimbursement
    case holdReimbursementDecision, resumeReimbursementDecision
    case proposeCancellation, approveCancellation, sendBackCancellation
    case enterSlips, readSlips, checkSlips, confirmSlips, enterAppliance
    case correctReceipt, reimbursementSheet
    // MARK: 給付の調整 (Screens/Adjustments)
    case benefitLedger, doubts, decideDoubt, insurerWaits, remindInsurers
    case liabilities, openLiability, liability, markLiability, recordLiability, liabilityLetter
    case reprintLiabilityLetter, liabilityGiveBack
    case approveClaimBack, sendBackClaimBack
    case proxies, openProxy, proxy, recordProxy, proxyGiveBack
    case insurerMandates, requestProxies, insurerRequest, remindInsurer, reprintInsurerRequest
    case insurerRequestList
    // MARK: 支払 (Screens/Payments)
    case schedule, scheduleMonth, scheduleDay, holdPayments, releasePayments, childPayments
    case proposePayee, decidePayee
    case runs, newRun, proposeRun, run, approveRun, sendBackRun, writeTransferFile
    case takeResults, nothingReturned, holdRun, resumeRun, runSheet
    case accounts, confirmAccounts, refuseAccount, stops, stopWork, resumeWork
    case returns, repay, receiveRecovery, withdrawRecovery
    // MARK: 窓口払・返還・遡及の精算・会計 (Screens/Money)
    case counter, proposeCounter, counterRun, drawCash, identifyReceiver, handOverCash
    case closeCounter
    case recoveries, claimRecovery, recovery, recordReceipt, proposeRecoveryAct, demandPayment
    case decideRecoveryAct, recoverySheet
    case writeRefundFile, identifyRefund, handOverRefund, recordRefundResult
    case retroactives, retroactiveChild, proposeRetroactive, retroactive, decideRetroactive
    case accounting, registerBudget, proposeExpenditure, writeAccountingFile, expenditure
    case decideExpenditure, handOverExpenditure, answerExpenditure, expenditurePaper
    // MARK: 統計 (Screens/Statistics)
    case statistics, statisticsFile, statisticsPaper, statisticsList
    case subsidy, subsidyList, subsidyClaim, officeLists
    // MARK: 業務暦・ジョブ (Screens/Jobs)
    case jobs, jobHistory, startJob, jobRun, jobProgress, goOnJob, stopJob, consentJob
    case retryJob, jobErrors, jobPaper, remakePaper
    // MARK: 複製・上限・印刷記録 (Screens/Copies)
    case copies, newCopy, requestCopy, copy, approveCopy, refuseCopy, withdrawCopy, writeCopy
    case extractions, defineExtraction, shareExtraction, endExtraction, decideExtraction
    case handOutCopy, recordMedium, ceilings, raiseCeiling, printLog
}
