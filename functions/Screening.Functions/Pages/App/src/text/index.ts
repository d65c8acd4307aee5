// Every string of the pages. Texts of the service itself (reasons, questions, citations) come with its answers.
export { answerText, dispositionText, outcomeText } from "./answer";
export { checkText, fieldText, kindText, optionText } from "./check";
export { failureText, shellText } from "./shell";
export { decisionsText, statusText } from "./records";
