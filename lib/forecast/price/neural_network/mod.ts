/**
 * A neural network that forecasts the PUN hour by hour, to be judged beside the other models: given
 * past prices it gives a trained {@linkcode NeuralNetwork} and its learning curve.
 *
 * A room of its own because it loads TensorFlow.js, which takes seconds: only the notebook that
 * trains it imports it.
 *
 * @module
 */
export {
  type LearningCurve,
  NeuralNetwork,
  neuralNetworkDefaults,
  type NeuralNetworkSettings,
  trainNeuralNetwork,
} from "./neural_network.ts";
